import type { Catalogue } from '../speech.ts';

/** Words of the audit trail: what each kind of row says. `{name}` is the person or programme that it was about. */
export const managerAudit = {
  'audit.title': 'Who did what',
  'audit.link': 'Who did what',
  'audit.says':
    'Each time somebody on the staff signs in, reads, changes or takes something out, one row is added here. No row can be changed. People who speak without a name leave none.',
  'audit.back': 'People',
  'audit.who': 'Person',
  'audit.who.all': 'Everybody',
  'audit.list': 'The newest first',
  'audit.empty': 'There is nothing here yet.',
  'audit.empty.person': 'Nothing here is by this person.',
  'audit.more': 'Show older rows',
  'audit.at': '{day}, {time}',
  'audit.at.hour': '{day}, between {from} and {to}',
  'audit.by': '{name}',
  'audit.by.gone': 'Somebody who was removed',
  'audit.by.server': 'A command on the server',
  'audit.about.moment': 'Open the moment',
  'audit.take': 'Save all rows as a table (CSV)',
  'audit.taking': 'Saving…',
  'audit.saved': 'The table is in your downloads.',
  'audit.end': 'How to check that nothing was cut off',
  'audit.end.says':
    'Each row is tied to the row before it, so a change shows. To show that no row was cut off at the end, keep this line somewhere else, such as in the minutes of the board:',
  'audit.end.then':
    'Later, whoever runs the server can check it: npm run audit:verify, with this line behind it.',

  'audit.did.signed_in': 'Signed in',
  'audit.did.signed_out': 'Signed out',
  'audit.did.link_renewed': 'Made a new link for {name}',
  'audit.did.passkey_added': 'Made a passkey',
  'audit.did.passkey_removed': 'Removed a passkey',
  'audit.did.passkey_shown': 'Showed a passkey again',
  'audit.did.person_invited': 'Invited {name}',
  'audit.did.roles_changed': 'Changed what {name} may do',
  'audit.did.person_removed': 'Removed a person',
  'audit.did.session_ended': 'Signed a device out',
  'audit.did.session_lost': 'Marked a phone as lost',
  'audit.did.moments_sent': { one: 'Sent {count} moment', other: 'Sent {count} moments' },
  'audit.did.own_read': {
    one: 'Read {count} moment of their own',
    other: 'Read {count} moments of their own',
  },
  'audit.did.board_read': {
    one: 'Read {count} moment for the board',
    other: 'Read {count} moments for the board',
  },
  'audit.did.inbox_read': {
    one: 'Read {count} moment in the inbox',
    other: 'Read {count} moments in the inbox',
  },
  'audit.did.moment_read': 'Read a moment',
  'audit.did.moment_seen': 'Opened a moment',
  'audit.did.versions_read': 'Read the versions of a moment',
  'audit.did.thread_read': 'Read the answers to a moment',
  'audit.did.answered': 'Answered a moment',
  'audit.did.answer_taken_back': 'Took an answer back',
  'audit.did.audience_narrowed': 'Let fewer people see a moment',
  'audit.did.moment_erased': 'Erased a moment',
  'audit.did.answered_together': {
    one: 'Answered {count} moment together with others',
    other: 'Answered {count} moments together',
  },
  'audit.did.handling_read': 'Read the notes on a moment',
  'audit.did.note_written': 'Wrote a note on a moment',
  'audit.did.similar_read': {
    one: 'Read {count} moment that is alike',
    other: 'Read {count} moments that are alike',
  },
  'audit.did.moments_assigned': {
    one: 'Said who answers {count} moment',
    other: 'Said who answers {count} moments',
  },
  'audit.did.flagged_read': {
    one: 'Read {count} moment of somebody who may be at risk',
    other: 'Read {count} moments of people who may be at risk',
  },
  'audit.did.outcome_recorded': 'Wrote down what was done about somebody at risk',
  'audit.did.aside_read': {
    one: 'Read {count} thing that was set aside',
    other: 'Read {count} things that were set aside',
  },
  'audit.did.aside_looked': 'Looked at something that was set aside',
  'audit.did.aside_taken_in': 'Took in something that was set aside',
  'audit.did.file_taken_in': {
    one: 'Took in a file from a phone, with {count} moment',
    other: 'Took in a file from a phone, with {count} moments',
  },
  'audit.did.programme_added': 'Added the programme {name}',
  'audit.did.programme_link_made': 'Made a link to speak without a name, for {name}',
  'audit.did.programme_link_off': 'Switched off the link of {name}',
  'audit.did.safeguarding_set': 'Changed who looks after people at risk in {name}',
  'audit.did.release_set': 'Changed how long words are held in {name}',
  'audit.did.keep_months_set': 'Changed how long words are kept',
  'audit.did.moments_exported': {
    one: 'Took out a list of {count} moment',
    other: 'Took out a list of {count} moments',
  },
  'audit.did.moments_imported': {
    one: 'Brought in {count} line of a table',
    other: 'Brought in {count} lines of a table',
  },
  'audit.did.audit_exported': 'Took out this list of who did what',
  'audit.did.trail_cut': {
    one: '{count} row older than two years was taken out',
    other: '{count} rows older than two years were taken out',
  },
  'audit.did.unnamed': 'Did something that has no name here yet',
  /** In place of a name that is gone. */
  'audit.somebody': 'somebody who was removed',
} as const satisfies Catalogue;
