import { managerVoice } from './en/manager-voice.ts';
import { saying } from './speech.ts';

export const say = saying(managerVoice);
