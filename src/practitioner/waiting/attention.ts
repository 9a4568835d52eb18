import { say } from '../../words/waiting.ts';

/** Why the endpoint could not take a moment, and what helps, in plain words. The codes are of contract/refusal.ts. */
export const attentionInWords = (code: string, organisation: string): string => {
  switch (code) {
    case 'too_large':
      return say('attention.too-long', { organisation });
    case 'digest_wrong':
      return say('attention.damaged', { organisation });
    case 'unknown_programme':
      return say('attention.programme', { organisation });
    case 'not_allowed':
      return say('attention.not-allowed', { organisation });
    default:
      return say('attention.other', { organisation, code });
  }
};

/** Whether another programme helps. */
export const isAboutProgramme = (code: string): boolean =>
  code === 'unknown_programme' || code === 'not_allowed';
