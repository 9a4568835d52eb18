import { expect, test } from 'vitest';
import { PROTOCOL } from '../../../src/contract/version.ts';
import { deskClient } from '../../../src/manager/desk-client.ts';

const asking = (answer: () => Response) => deskClient(async () => answer()).people();
const said = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

test.each([
  ['a captive portal', () => new Response('<html>Log in to the café</html>')],
  ['another service', () => said({ people: [], programmes: [] })],
  ['an empty answer', () => new Response('')],
  [
    'no connection',
    () => {
      throw new TypeError('Failed to fetch');
    },
  ],
])('%s is no answer', async (_name, answer) => {
  expect(await asking(answer)).toEqual({ ok: false, trouble: { kind: 'no signal' } });
});

test('an answer that is not as the contract says is never shown', async () => {
  const answer = await asking(() => said({ protocol: PROTOCOL, people: [{}], programmes: [] }));
  expect(answer).toMatchObject({ ok: false, trouble: { code: 'unexpected' } });
});

test('a refusal keeps its code and field; one that is not known yet is said in general', async () => {
  const known = () => said({ protocol: PROTOCOL, code: 'name_taken', field: 'name' }, 409);
  expect(await asking(known)).toEqual({
    ok: false,
    trouble: { kind: 'refused', code: 'name_taken', field: 'name' },
  });
  const unknown = () => said({ protocol: PROTOCOL, code: 'toString' }, 418);
  expect(await asking(unknown)).toMatchObject({ ok: false, trouble: { code: 'unexpected' } });
});
