import type { Phone } from '../device/phone.ts';
import { LongUnsent } from './long-unsent.tsx';
import { UpdateOffer } from './update-offer.tsx';

/** What is said beside every screen, once this phone is open: nothing is written or saved by it. */
export const Asides = ({ phone, path }: { phone: Phone; path: string }) => (
  <>
    <LongUnsent phone={phone} path={path} />
    <UpdateOffer phone={phone} />
  </>
);
