import type { Catalogue } from '../speech.ts';

/** Words of the manager who answers one moment, and of what can be done for whoever said it. */
export const managerAnswer = {
  'answer.title': 'Answer',
  'answer.reaches.code': 'They kept a code. With it they can read your answer.',
  'answer.reaches.nobody':
    'They kept no code, so they cannot read this. It stays with the moment, for the team.',
  'answer.reaches.keeper': 'It stays with the moment, until {name} or somebody else tells them.',
  'answer.reaches.later': 'It stays with the moment, until somebody tells them.',
  'answer.what': 'What do you write?',
  'answer.what.answer': 'An answer',
  'answer.what.question': 'A question',
  'answer.label': 'Your answer, as they will hear it',
  'answer.label.question': 'Your question, as they will hear it',
  'answer.question.says':
    'You can ask one question. They can write back, or not. Never ask who they are.',
  'answer.missing': 'Your answer is missing. Write it first.',
  'answer.missing.question': 'Your question is missing. Write it first.',
  'answer.too-long': {
    one: 'This is {count} letter too long. Make it shorter.',
    other: 'This is {count} letters too long. Make it shorter.',
  },
  'answer.look': 'See what they will see',
  'answer.look.kept': 'Look at it first',
  'answer.again': 'Write more',
  'answer.done': 'Your answer is there now.',
  'answer.asked.done': 'Your question is there now.',
  'answer.taken-back.done': 'Taken back. Your words are in the box again.',

  'preview.title': 'This is what they will see',
  'preview.title.kept': 'This is how it will stand here',
  'preview.says':
    'You can take it back for 30 minutes. Whoever looks before that may have read it.',
  'preview.says.kept': 'You can take it back for 30 minutes.',
  'preview.send': 'Send this answer',
  'preview.ask': 'Send this question',
  'preview.change': 'Change it',

  'thread.list': 'What was written, oldest first',
  'thread.wrote-back': 'They wrote back {day}',
  'thread.changed.yes': 'They say: yes, it changed.',
  'thread.changed.partly': 'They say: it changed partly.',
  'thread.changed.no': 'They say: no, it did not change.',
  'thread.written': 'written {day}, {time}',
  'thread.written.by': '{name} wrote this {day}, {time}',
  'thread.taken-back': 'Taken back {day}, {time}. They do not see it any more.',
  'thread.take-back': 'Take it back',
  'thread.take-back.until': 'until {time}',

  'hints.title': 'This could tell who it is.',
  'hints.says': 'Nothing is taken out. Look at it before more people see these words.',
  'hints.email': 'Email address',
  'hints.nhs': 'NHS number',
  'hints.phone': 'Phone number',
  'hints.ni': 'National Insurance number',
  'hints.birth': 'Date of birth',
  'hints.postcode': 'Postcode',
  'hints.address': 'Address',
  'hints.name': 'Name',

  'mind.title': 'They changed their mind?',
  'mind.says':
    'Whoever said this may let fewer people see it, or nobody. Do it for them here. It counts at once, everywhere.',
  'mind.narrow.team': 'Only the team',
  'mind.narrow.board': 'Only the team and the board',
  'mind.narrow.public': 'Everyone',
  'mind.narrow.team.title': 'Show this only to the team?',
  'mind.narrow.board.title': 'Show this only to the team and the board?',
  'mind.narrow.public.title': 'Show this to everyone?',
  'mind.narrow.says': 'It cannot be made wider again.',
  'mind.narrow.confirm': 'Show it to fewer people',
  'mind.erase': 'Erase it',
  'mind.erase.title': 'Erase this for good?',
  'mind.erase.says':
    'The words, the answers and the code for them are gone for everybody. It cannot be undone. Older backups hold them until those are deleted.',
  'mind.erase.flagged': 'That someone may be at risk stays on the list, without the words.',
  'mind.erase.confirm': 'Erase for good',
} as const satisfies Catalogue;
