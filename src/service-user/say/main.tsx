import { start } from '../start.tsx';
import { postAlone } from '../wire/post-alone.ts';
import { proveInWorker } from '../wire/proof.ts';
import { OwnPhone } from './own-phone.tsx';
import { takeSecret } from './take-secret.ts';

let secret = takeSecret();
const means = { post: postAlone, prove: proveInWorker };

const redraw = await start((isBack, onLeave) => {
  // Whoever comes back is not known to be the same person.
  if (isBack) secret = null;
  return <OwnPhone key={secret} secret={secret} {...means} onLeave={onLeave} />;
});

// Another link was opened in this very page. Words that are being written are not torn out.
addEventListener('hashchange', () => {
  const found = takeSecret();
  if (found === null || document.querySelector('textarea')?.value) return;
  secret = found;
  redraw();
});
