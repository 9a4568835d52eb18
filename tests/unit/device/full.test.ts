// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { StorageError } from '../../../src/device/database.ts';
import { drain } from '../../../src/device/drain.ts';
import { HOLD_MS } from '../../../src/device/outbox.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import { startSending } from '../../../src/device/sending.ts';
import { AISHA, aPhone } from '../../support/phone.ts';

test('[S4] [O6] a phone without room for the note of an attempt forgets what was sent, and sends what waits', async () => {
  const phone = aPhone();
  await phone.save('sent long ago');
  phone.clock.now += HOLD_MS;
  await drain(phone.means, { urgent: true });
  await phone.save('waits');
  phone.clock.now += HOLD_MS;

  const { write } = phone.outbox;
  phone.outbox.write = async (stores, work) => {
    const held = await listMoments(phone.outbox, AISHA, phone.clock.now);
    const makesRoom = stores.includes('moments');
    if (held.length > 1 && !makesRoom) throw new StorageError('full');
    return await write(stores, work);
  };
  const sending = startSending(phone.means, () => undefined);
  await sending.rested();
  sending.stop();
  const left = await listMoments(phone.outbox, AISHA, phone.clock.now);
  expect(left).toMatchObject([{ state: 'sent', body: { words: 'waits' } }]);
});
