import { say } from '../../words/sign-in.ts';
import type { SignInTrouble } from './sign-in-client.ts';

/** What went wrong with an invitation, why, and the next step. */
export const inWords = (trouble: SignInTrouble): string => {
  switch (trouble) {
    case 'link_unknown':
      return say('sign-in.unknown');
    case 'link_used':
      return say('sign-in.used');
    case 'link_expired':
      return say('sign-in.expired');
    case 'already_set_up':
      return say('sign-in.already-set-up');
    case 'too_many_tries':
      return say('sign-in.too-many');
    case 'no_answer':
      return say('sign-in.no-answer');
    case 'storage_full':
    case 'storage_away':
    case 'server_stopping':
    case 'server_old':
    case 'unexpected':
      return say('sign-in.server');
    default:
      return say('sign-in.other', { code: trouble });
  }
};
