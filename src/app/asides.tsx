import type { Phone } from '../device/phone.ts';
import { isPageOf } from '../contract/addresses.ts';
import { later } from './later.tsx';
import { LongUnsent } from './long-unsent.tsx';
import { UpdateOffer } from './update-offer.tsx';

const AskForPasskey = later(
  async () => (await import('../manager/doors/ask-for-passkey.tsx')).AskForPasskey,
  true,
);

const isAtDesk = ({ identity }: Phone, path: string): boolean =>
  identity.roles.some((role) => role !== 'practitioner') &&
  isPageOf(['/inbox', '/people', '/board'], path);

/** What is said beside every screen, once this phone is open: nothing is written or saved by it. */
export const Asides = ({ phone, path }: { phone: Phone; path: string }) => (
  <>
    <LongUnsent phone={phone} path={path} />
    <UpdateOffer phone={phone} />
    {isAtDesk(phone, path) && <AskForPasskey />}
  </>
);
