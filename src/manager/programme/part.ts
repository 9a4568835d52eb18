import type { DeskVoice } from '../../contract/desk-voice.ts';
import type { DeskReading } from '../desk-reading.ts';

/** What each part of a programme's page gets. */
export interface Part {
  desk: DeskReading<DeskVoice>;
  voice: DeskVoice;
  /** Says what was done, where everybody hears it. */
  onDone: (what: string) => void;
}
