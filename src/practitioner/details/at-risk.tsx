import type { MomentBody } from '../../contract/moment.ts';
import { Tick } from '../../ui/tick.tsx';
import { say } from '../../words/details.ts';

/** "Someone may be at risk", and what that means. */
export const AtRisk = (props: {
  body: MomentBody;
  /** The same as this phone keeps it, and whether anything of it has left the phone. */
  kept: { body: MomentBody | null; mayBeRead: boolean } | undefined;
  onChange: (change: Partial<MomentBody>) => void;
}) => {
  const { body, kept, onChange } = props;
  // What may have been heard stands until a manager has seen to it (A7).
  const isFixed = kept?.mayBeRead && kept.body?.mayBeAtRisk;
  return (
    <Tick
      label={say('details.risk')}
      isTicked={isFixed || body.mayBeAtRisk === true}
      isFixed={isFixed}
      onTick={(mayBeAtRisk) => onChange({ mayBeAtRisk })}
    >
      {say('details.risk.is')}
    </Tick>
  );
};
