import { receipt } from './en/receipt.ts';
import { saying } from './speech.ts';

export const say = saying(receipt);
