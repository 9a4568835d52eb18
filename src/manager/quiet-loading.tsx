import { say } from '../words/manager.ts';

/** Says that something loads. The style shows it after 300 ms only, so that nothing flashes. */
export const QuietLoading = () => (
  <p class="desk-loading" role="status">
    {say('desk.loading')}
  </p>
);
