import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/receipt.ts';
import type { Asking } from './use-asking.ts';

/** Says how it went, beside what was tapped. */
export const HowItWent = ({ asking, done }: { asking: Asking; done?: string }) => {
  if (asking === 'not asked') return null;
  if (asking === 'working') return <p role="status">{say('receipt.working')}</p>;
  if (asking === 'done') return done === undefined ? null : <p role="status">{done}</p>;
  return (
    <Notice tone="danger" mark={asking === 'no-word' ? 'no-signal' : 'warning'}>
      <p>{say(`receipt.${asking}`)}</p>
    </Notice>
  );
};
