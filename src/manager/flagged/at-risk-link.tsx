import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager-flagged.ts';

/** Where a moment's id stands in the address of the inbox. */
export const AT_RISK = 'at-risk';

/** Shown where somebody may be at risk and nothing was recorded yet, with how many. */
export const AtRiskLink = ({ count }: { count: number }) => (
  <a class="at-risk-link" href={`/inbox/${AT_RISK}`}>
    <Mark name="warning" />
    {say('at-risk.link', { count })}
  </a>
);
