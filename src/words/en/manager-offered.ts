import type { Catalogue } from '../speech.ts';

/** Words of the page where an organisation says what is asked while words are kept. */
export const managerOffered = {
  'offered.title': 'What is asked',
  'offered.back': 'People',
  'offered.link': 'What is asked',
  'offered.says':
    'This is what people can add to a moment on their phones. Phones get it the next time they have signal, and use it without.',
  'offered.prompts': 'Questions',
  'offered.prompts.says':
    'One of them stands in the empty field each day, to help people begin. Without any it says “What did they say?”',
  'offered.prompts.label': 'Questions, one on each line',
  'offered.prompts.too-many': 'These are more than 12. Take some out.',
  'offered.prompts.too-long': 'One of these is longer than 80 letters. Make it shorter.',
  'offered.stages': 'Stages',
  'offered.stages.says': 'When in their time with you it was said.',
  'offered.stages.add': 'Add a stage',
  'offered.stages.one': 'Stage {count}',
  'offered.principles': 'Principles',
  'offered.principles.says':
    'What a moment shows. It begins with the six principles of co-production. The first three are shown first.',
  'offered.principles.add': 'Add a principle',
  'offered.principles.one': 'Principle {count}',
  'offered.up': 'Move “{name}” up',
  'offered.remove': 'Take “{name}” out',
  'offered.removed': '“{name}” is taken out. Moments that have it keep it. Save to make it so.',
  'offered.empty': 'A name is missing. Write it, or take the line out.',
  'offered.twins': 'Two names are the same. Change one of them.',
  'offered.save': 'Save',
  'offered.saved': 'Saved. Phones get it the next time they have signal.',
  'offered.check': 'Please look at this:',

  'groups.title': 'Groups',
  'groups.says':
    'Who was there, as people choose it on their phones. They can still write another name.',
  'groups.label': 'Groups, one on each line',
  'groups.hint': 'For example: Tuesday lunch. Do not write names of people.',
  'groups.too-many': 'These are more than 30. Take some out.',
  'groups.too-long': 'One of these is longer than 80 letters. Make it shorter.',
  'groups.twins': 'Two groups are the same. Take one of them out.',
  'groups.save': 'Save',
  'groups.saved': 'The groups are saved. Phones get them the next time they have signal.',
} as const satisfies Catalogue;
