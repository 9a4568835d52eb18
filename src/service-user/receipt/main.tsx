import { start } from '../start.tsx';
import { postAlone } from '../wire/post-alone.ts';
import { proveInWorker } from '../wire/proof.ts';
import { Receipt } from './receipt.tsx';

// A code that came along in the address would stay in the browser's list of pages: it is not read, and taken out.
history.replaceState(null, '', location.pathname);

await start((_isBack, onLeave) => (
  <Receipt post={postAlone} prove={proveInWorker} onLeave={onLeave} />
));
