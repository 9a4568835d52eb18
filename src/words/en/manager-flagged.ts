import type { Catalogue } from '../speech.ts';

/** Words of the list for whoever is told that someone may be at risk. */
export const managerFlagged = {
  'at-risk.title': 'May be at risk',
  'at-risk.link': { one: '{count} may be at risk', other: '{count} may be at risk' },
  'at-risk.says':
    'People said that someone may be at risk. Look at each one within 24 hours, and write down what you did. None of them is ever published.',
  'at-risk.tabs': 'Which ones',
  'at-risk.tab.open': 'To look after',
  'at-risk.tab.settled': 'Settled',
  'at-risk.list': 'The most urgent first',
  'at-risk.list.settled': 'The last one first',
  'at-risk.empty': 'Nobody is waiting here.',
  'at-risk.empty.settled': 'Nothing was settled yet.',
  'at-risk.kept-by': 'kept by {name}',
  'at-risk.arrived': 'arrived {day}, about {time}',
  'at-risk.arrived-on': 'arrived {day}',
  'at-risk.hours': { one: '{count} hour left', other: '{count} hours left' },
  'at-risk.hours.last': 'Less than an hour left',
  'at-risk.late': { one: 'Late by {count} hour', other: 'Late by {count} hours' },
  'at-risk.late.just': 'Late by less than an hour',
  'at-risk.until': 'until {day}, {time}',
  'at-risk.lead': '{name} looks after this.',
  'at-risk.lead.you': 'You look after this.',
  'at-risk.lead.nobody': 'Nobody is named to look after this. Any manager can.',
  'at-risk.erased': 'The words were taken back. What was done still needs to be written down.',
  'at-risk.open': 'Open and answer',
  'at-risk.outcome': 'What did you do?',
  'at-risk.outcome.hint':
    'A line or two, without names. Managers can read it later. The hour it came is forgotten then.',
  'at-risk.outcome.hint-named': 'A line or two, without names. Managers can read it later.',
  'at-risk.outcome.missing': 'What you did is missing. Write it down first.',
  'at-risk.outcome.too-long': {
    one: 'This is {count} letter too long. Make it shorter.',
    other: 'This is {count} letters too long. Make it shorter.',
  },
  'at-risk.record': 'Write it down for good',
  'at-risk.recorded': 'Written down. It is under “Settled” now.',
  'at-risk.recorded.by': '{name} wrote this {day}, {time}:',
  'at-risk.recorded.nobody': 'Written {day}, {time}:',
} as const satisfies Catalogue;
