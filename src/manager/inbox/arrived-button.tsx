import { say } from '../../words/manager.ts';

/** Leads up to what arrived while somebody was reading further down. Said aloud, and never in the way. */
export const ArrivedButton = ({ count, onShow }: { count: number; onShow: () => void }) => (
  <div class="arrived" aria-live="polite">
    {count > 0 && (
      <button class="button button-main arrived-button" type="button" onClick={onShow}>
        {say('inbox.arrived', { count })}
      </button>
    )}
  </div>
);
