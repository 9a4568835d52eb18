import type { Catalogue } from '../speech.ts';

/** Words of a programme's page, where its link and poster are made, and of the poster itself. */
export const managerVoice = {
  'programme.back': 'People',
  'programme.by-administrators': 'An administrator of your organisation sets this up.',
  'programme.says': 'Here you set up how people can speak without a name.',

  'lead.title': 'When someone may be at risk',
  'lead.says':
    'Whoever speaks can say that someone may be at risk. One manager looks after that. It is on the desk at once, and needs an outcome within 24 hours. They are told by email, if they gave their address under Alerts. Look at the desk in the hours that you name here, too.',
  'lead.who': 'Who looks after it?',
  'lead.choose': 'Choose a manager',
  'lead.who.missing': 'Nobody is chosen. Choose who looks after it.',
  'lead.hours': 'When do they read it?',
  'lead.hours.hint': 'For example: Monday to Friday, 9 to 5.',
  'lead.hours.missing': 'The hours are missing. Write when they read it.',
  'lead.emergency': 'What should people do in an emergency?',
  'lead.emergency.hint':
    'For example: If you are in danger, call 999. To talk to somebody at any hour, call Samaritans on 116 123.',
  'lead.emergency.missing': 'What to do in an emergency is missing. Write it down.',
  'lead.emergency.too-long': {
    one: 'This is {count} letter too long. Make it shorter.',
    other: 'This is {count} letters too long. Make it shorter.',
  },
  'lead.check': 'Please look at this:',
  'lead.save': 'Save',
  'lead.change': 'Change this',
  'lead.saved': 'Saved. Everybody who speaks sees it from now on.',
  'lead.is': '{name} looks after it.',
  'lead.reads': 'They read it: {hours}',
  'lead.do': 'In an emergency: {emergency}',

  'link.title': 'A link and a poster',
  'link.says':
    'Whoever opens the link can speak without a name, on their own phone. Hang the poster up where people can use it unseen.',
  'link.lead-first': 'First say above who looks after it when someone may be at risk.',
  'link.make': 'Make the link',
  'link.made': 'The link is made.',
  'link.copy': 'The link',
  'link.share': 'Here you can say what you think, without your name:',
  'link.poster': 'The poster',
  'link.print': 'Print the poster',
  'link.print.how': 'It is made for A5 paper, black on white.',
  'link.rotate': 'Make a new link',
  'link.rotate.title': 'Make a new link and a new poster?',
  'link.rotate.says':
    'The old link stops at once, and so does every poster that hangs somewhere. Do it when strangers write, or when a poster is lost.',
  'link.rotated': 'The link is new. Print the poster again, and take the old ones down.',
  'link.off': 'Switch it off',
  'link.off.title': 'Switch the link off?',
  'link.off.says':
    'Nobody can speak by the link or the posters any more. What was said stays. You can make a new link later.',
  'link.offed': 'The link is switched off.',
  'link.keep.title': 'Keep keys and backups apart',
  'link.keep.says':
    'The server has a file of keys, and you have backups of its database. Keep both safe, in two places. Whoever has only a backup reads the words in it, but cannot open what still waits on phones, or try out codes. Whoever has both can. Without the keys, sealed words and codes are lost for good.',

  'release.title': 'When it reaches you',
  'release.says':
    'What was said without a name waits, and comes mixed with others. So the time when it comes tells nobody who it was. It waits a little longer until three have come together, and for a day more at most. What is marked as a risk never waits.',
  'release.legend': 'How long does it wait?',
  'release.hours': { one: '{count} hour', other: '{count} hours' },
  'release.cost.whole': 'This is safest. A whole day comes at once, in the night.',
  'release.cost.sooner':
    'This has a cost where one team works in the morning and another in the afternoon. Whoever knows who was there can guess on whose phone it was said. In our tests they were right 3 times in 10, where chance alone is 1 in 7. Where the same people work all day, we could measure no cost.',
  'release.save': 'Let it wait so long',
  'release.saved': 'Saved. It counts for what comes from now on.',

  'keep.title': 'How long words are kept',
  'keep.says':
    'After that they are erased for good. This counts for the whole organisation, and the form shows it.',
  'keep.after-told': 'After people were told what became of it',
  'keep.after-arrival': 'After it arrived, at most',
  'keep.months': { one: '{count} month', other: '{count} months' },
  'keep.save': 'Keep them so long',
  'keep.saved': 'Saved.',

  'poster.title': 'Say what you think.',
  'poster.promise': 'We do not know who you are, and we do not try to find out.',
  'poster.point': 'Point your phone’s camera at the square.',
  'poster.write': 'Write what is good, and what should be better.',
  'poster.code': 'Keep the code if you want to read our answer.',
  'poster.link': 'Or type this address:',
  'poster.qr': 'QR code with the link to speak without a name',
  'poster.not-emergency': 'This is not for emergencies.',
} as const satisfies Catalogue;
