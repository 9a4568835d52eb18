import type { Catalogue } from '../speech.ts';

/** Words for somebody who speaks without a name: on their own phone, and on one that was handed to them. */
export const said = {
  'say.title': 'Page',
  'say.opening': 'One moment…',
  'say.no-script':
    'This page works only with JavaScript. You can also tell somebody who works there.',
  'say.leave': 'Leave quickly',
  'say.leave-how': 'Or press the Shift key three times.',
  'say.what': 'Say what you think. We do not know who you are, and we do not try to find out.',
  'say.who': {
    one: 'The managers of {organisation} read this within a day, most often within {count} hour. They use it to change what they do.',
    other:
      'The managers of {organisation} read this within a day, most often within {count} hours. They use it to change what they do.',
  },
  'say.who-daily':
    'The managers of {organisation} get this when the day is over, mixed with what others said. They use it to change what they do.',
  'say.kept':
    'We keep your words and the date: no name, no number, no time. We delete them {told} months after you got an answer, or {arrived} months after they came.',
  'say.emergency': 'This is not an emergency line. If somebody is in danger now, call 999.',
  'say.emergency-own': 'This is not an emergency line.',
  'say.not-protected': 'What we cannot protect',
  'say.not-protected.words':
    'What you write, and how, can show who you are. So can being the only one here today.',
  'say.not-protected.phone':
    'Your browser keeps a list of the pages you opened. Whoever runs the Wi-Fi can see that you came here. Somebody who looks over your shoulder, or a spy app, can read along.',
  'say.not-protected.handed':
    'This phone belongs to somebody who works here. If you do not trust it, use your own. Somebody who looks over your shoulder can read along.',
  'say.not-protected.server':
    'Whoever runs this page could change it. If you do not trust them, do not write here.',
  'say.not-protected.code': 'Whoever sees your code can read the answer.',
  'say.words': 'Your words',
  'say.words-here': 'They stay on this page until you send them. Nothing is kept on this phone.',
  'say.empty': 'Write your words first.',
  'say.too-long': {
    one: 'That is {count} letter too many. Take some out, or send it in two parts.',
    other: 'That is {count} letters too many. Take some out, or send it in two parts.',
  },
  'say.hints': 'This may show who somebody is. You can take it out, or leave it:',
  'say.audience': 'Who may see them?',
  'say.audience.team': 'The team',
  'say.audience.board': 'The board',
  'say.audience.public': 'Everyone',
  'say.audience-is.team': 'The managers, and people who work there if a manager shows them.',
  'say.audience-is.board': 'The team, and the people who run the organisation.',
  'say.audience-is.public': 'Anyone: your words may hang on a wall or stand on a web page.',
  'say.code': 'Give me a code, to see the answer later',
  'say.code-is':
    'You get a number with 16 digits. It opens the answer, never your words. Nobody can find it again for you.',
  'say.risk': 'Someone may be at risk',
  'say.risk.lead': '{lead} is told at once, and reads it: {hours}.',
  'say.risk.nobody': 'The managers are told at once.',
  'say.risk.never':
    'Your words are never put on a wall. Until somebody has seen to it, we also keep the hour they came.',
  'say.kinds': 'Send this as',
  'say.kind.celebrate': 'This was good',
  'say.kind.improve': 'Not so good',
  'say.kind.idea': 'An idea',
  'say.sending': 'Sending…',
  'say.no-word':
    'No answer came. Your words are on this page and nowhere else: do not close it. Find signal, then send again.',
  'say.busy':
    'Many people are sending just now. Your words are still here. Send again in a minute.',
  'say.not-taken':
    'Your words were not taken. They are still here. Copy them, open the link again, and send them once more.',
  'say.not-kept':
    'This phone could not keep your words. They are still here. Try again, or use your own phone.',
  'say.no-link': 'To say something, scan the code on the poster or open the link you got.',
  'say.no-link-why':
    'We take the link out of the address, so that this page keeps nothing of it. After a reload, open it again.',
  'say.no-link-else':
    'No poster? Tell somebody who works there. They can write down your words, and you choose who may see them.',
  'say.have-code': 'I have a code',
  'say.link-wrong': 'This link does not work any more.',
  'say.link-wrong-next': 'Scan the code on the poster again, or ask somebody there for a new link.',
  'say.no-signal': 'This page could not be opened. There may be no signal.',
  'say.again': 'Try again',
  'say.sent': 'Thank you. Your words are on their way.',
  'say.sent-next': 'Nobody can see that they came from you. Nothing of them is left on this page.',
  'say.sent-risk': '{lead} is told now.',
  'say.sent-risk-nobody': 'The managers are told now.',
  'say.more': 'Say something else',
  'say.code-title': 'Your code',
  'say.code-keep':
    'Write it down now, or take a picture. It is not on this phone, and we show it only here.',
  'say.code-check': 'Check what you wrote, digit by digit:',
  'say.code-where': 'See the answer at {address}. The code works for 180 days.',
  'say.code-kept': 'I have kept it',
} as const satisfies Catalogue;
