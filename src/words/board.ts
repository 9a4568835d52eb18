import { board } from './en/board.ts';
import { saying } from './speech.ts';

export const say = saying(board);
