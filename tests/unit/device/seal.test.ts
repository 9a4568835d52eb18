import { randomUUID } from 'node:crypto';
import { assert, asyncProperty, string } from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Said, SealedEntry } from '../../../src/contract/say.ts';
import { SEAL_SIZES, sealInfo } from '../../../src/contract/seal-bounds.ts';
import { seal, sealingSuite } from '../../../src/device/seal.ts';
import { pad, readSaid, unpad, writeSaid } from '../../../src/domain/sealed-text.ts';
import { openSealed } from '../../../src/server/open-sealed.ts';
import {
  isDueToRetire,
  isKept,
  newSealingKey,
  openingKeyOf,
  type OpeningKey,
  type SealingKey,
} from '../../../src/server/sealing-keys.ts';

const NOW = new Date('2026-11-23T12:00:00.000Z');
const programmeId = randomUUID();
let key: SealingKey;
let keys: Map<string, OpeningKey>;

beforeAll(async () => {
  key = await newSealingKey(programmeId, NOW);
  keys = new Map([[key.keyId, await openingKeyOf(key)]]);
});

const whatWasSaid = (more: Partial<Said> = {}): Said => ({
  schema: 1,
  entryId: randomUUID(),
  words: 'Nobody asked me before.',
  kind: 'improve',
  audience: 'team',
  programmeId,
  mayBeAtRisk: false,
  receiptCode: '0123456789012345',
  day: '2026-11-23',
  ...more,
});

const open = (entry: unknown) => openSealed(entry, (keyId) => keys.get(keyId));
const NOT_VALID = { ok: false, trouble: 'not_valid' };

/** Bytes as a phone never seals them, sealed as it does. */
const sealBytes = async (bytes: Uint8Array, info = sealInfo(key.keyId)): Promise<SealedEntry> => {
  const to = await sealingSuite.DeserializePublicKey(Buffer.from(key.publicKey, 'base64url'));
  const { encapsulatedSecret, ciphertext } = await sealingSuite.Seal(to, bytes, {
    info: Buffer.from(info),
  });
  return {
    keyId: key.keyId,
    sealed: Buffer.concat([encapsulatedSecret, ciphertext]).toString('base64url'),
  };
};
const sealText = (text: string, info?: string) => sealBytes(pad(Buffer.from(text)), info);

describe('[A2] what is sealed', () => {
  test('opens on the server, to the letter', async () => {
    const said = whatWasSaid({
      words: ' Two\nlines, “quoted”, \t \u{1F64F} and Ελληνικά\r\n{"a":1}\n',
    });
    expect(await open(await seal(said, key))).toEqual({ ok: true, value: said });
  });

  test('opens whatever was typed, at any length', async () => {
    await assert(
      asyncProperty(
        string({ unit: 'binary', minLength: 1, maxLength: 4000, size: 'max' }),
        async (typed) => {
          const words = `.${typed}`.slice(0, 4000);
          const opened = await open(await seal(whatWasSaid({ words }), key));
          const kept = words.replace(/\0|\p{Surrogate}/gu, '\u{FFFD}');
          expect(opened).toMatchObject({ ok: true, value: { words: kept } });
        },
      ),
      { numRuns: 100, seed: 7 },
    );
  });

  test.each(['\u0001', '\n', '"', '\\', '漢', '\u{FFFD}', '\u2028'])(
    'has room for 4,000 times %j',
    async (character) => {
      const said = whatWasSaid({ words: `.${character.repeat(3999)}` });
      expect(await open(await seal(said, key))).toEqual({ ok: true, value: said });
    },
  );

  test('is another each time, and holds nothing that can be read', async () => {
    const said = whatWasSaid();
    const [one, other] = [await seal(said, key), await seal(said, key)];
    expect(one.sealed).not.toBe(other.sealed);
    const bytes = Buffer.from(one.sealed, 'base64url');
    for (const secret of [said.words, said.receiptCode ?? '', said.entryId, programmeId]) {
      expect(bytes.includes(secret)).toBe(false);
      expect(bytes.includes(Buffer.from(secret, 'utf16le'))).toBe(false);
    }
  });

  test.each([1, 10, 300, 600])(
    'tells no more of %i characters than one of five sizes',
    async (length) => {
      const { sealed } = await seal(whatWasSaid({ words: 'a'.repeat(length) }), key);
      expect(Buffer.from(sealed, 'base64url')).toHaveLength(1024 + 65 + 16);
    },
  );

  test('tells nothing of kind, audience, flag or code', async () => {
    const entries = await Promise.all([
      seal(whatWasSaid(), key),
      seal(whatWasSaid({ receiptCode: null, mayBeAtRisk: true }), key),
      seal(whatWasSaid({ kind: 'celebrate', audience: 'public' }), key),
    ]);
    expect(new Set(entries.map(({ sealed }) => sealed.length)).size).toBe(1);
    for (const entry of entries) expect(Object.keys(entry)).toEqual(['keyId', 'sealed']);
  });

  test.each(['', ' \n ', 'a'.repeat(4001)])(
    'words that the server would refuse are refused before the seal',
    async (words) => {
      await expect(seal(whatWasSaid({ words }), key)).rejects.toThrow(RangeError);
    },
  );

  test('a key that is no point of the curve seals nothing', async () => {
    const publicKey = Buffer.concat([Buffer.of(4), Buffer.alloc(64, 7)]).toString('base64url');
    await expect(seal(whatWasSaid(), { keyId: key.keyId, publicKey })).rejects.toThrow(
      'Public key',
    );
  });
});

describe('[A2] what does not open is refused, all alike', () => {
  const refused: [title: string, entry: () => unknown][] = [
    ['nothing', () => null],
    ['a text', () => 'sealed'],
    ['no key id', async () => ({ sealed: (await seal(whatWasSaid(), key)).sealed })],
    ['a further field', async () => ({ ...(await seal(whatWasSaid(), key)), device: 'a' })],
    ['an unknown key', async () => ({ ...(await seal(whatWasSaid(), key)), keyId: randomUUID() })],
    ['a key id that is none', async () => ({ ...(await seal(whatWasSaid(), key)), keyId: '1' })],
    ['a seal for another use', () => sealText(writeSaid(whatWasSaid()), 'moments/other/1')],
    [
      'the seal of another key',
      async () => ({
        ...(await seal(whatWasSaid(), await newSealingKey(programmeId, NOW))),
        keyId: key.keyId,
      }),
    ],
    ['another programme', () => seal(whatWasSaid({ programmeId: randomUUID() }), key)],
    [
      'a size that is none',
      () => sealBytes(pad(Buffer.from(writeSaid(whatWasSaid()))).subarray(1)),
    ],
    ['a size between two', () => sealBytes(new Uint8Array(3 * 1024))],
    ['a size above all', () => sealBytes(new Uint8Array(32 * 1024))],
    ['no text', () => sealBytes(new Uint8Array(1024))],
    ['a length beyond the end', () => sealBytes(new Uint8Array(1024).fill(0xff, 0, 2))],
    [
      'something behind the text',
      () => {
        const padded = pad(Buffer.from(writeSaid(whatWasSaid())));
        padded[1023] = 1;
        return sealBytes(padded);
      },
    ],
    ['bytes that are no text', () => sealBytes(pad(Buffer.from([0x7b, 0x7d, 0x0a, 0xff, 0xfe])))],
    ['no JSON', () => sealText('{"schema":1\nwords')],
    ['JSON that is no object', () => sealText('1\nwords')],
    ['null', () => sealText('null\nwords')],
    ['one line', () => sealText('{}')],
    ['no words', () => sealText(writeSaid(whatWasSaid()).split('\n')[0] + '\n')],
    ['a field too many', () => sealText(writeSaid({ ...whatWasSaid(), phone: 'x' } as Said))],
    [
      'an audience that is none',
      () => sealText(writeSaid(whatWasSaid({ audience: 'all' as 'team' }))),
    ],
    [
      'a code of 15 digits',
      () => sealText(writeSaid(whatWasSaid({ receiptCode: '1'.repeat(15) }))),
    ],
    [
      'a code in other digits',
      () => sealText(writeSaid(whatWasSaid({ receiptCode: '١'.repeat(16) }))),
    ],
    ['an instant for the day', () => sealText(writeSaid(whatWasSaid({ day: NOW.toISOString() })))],
    ['an older shape', () => sealText(writeSaid(whatWasSaid({ schema: 0 as 1 })))],
  ];

  test.each(refused)('%s', async (_, entry) => {
    expect(await open(await entry())).toEqual(NOT_VALID);
  });

  test('one bit changed, wherever it stands', async () => {
    const entry = await seal(whatWasSaid(), key);
    const bytes = Buffer.from(entry.sealed, 'base64url');
    for (const at of [0, 1, 40, 64, 65, 66, 500, bytes.length - 16, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await open({ ...entry, sealed: changed.toString('base64url') })).toEqual(NOT_VALID);
    }
  });

  test('cut off and lengthened', async () => {
    const entry = await seal(whatWasSaid(), key);
    for (const sealed of [
      entry.sealed.slice(0, -1),
      `${entry.sealed}A`,
      entry.sealed.slice(0, 86),
      '',
    ]) {
      expect(await open({ ...entry, sealed })).toEqual(NOT_VALID);
    }
  });
});

test('[V2] what a newer build sealed is to be tried again, not thrown away', async () => {
  const newer = { ...whatWasSaid(), schema: 2, mood: 'hopeful' } as unknown as Said;
  expect(await open(await sealText(writeSaid(newer)))).toEqual({
    ok: false,
    trouble: 'server_old',
  });
});

describe('filling up', () => {
  const full = (size: number) => new Uint8Array(size - 2).fill(1);
  const [largest = 0] = SEAL_SIZES.slice(-1);

  test.each(SEAL_SIZES)('to %i bytes, and back to what it was', (size) => {
    expect(pad(full(size))).toHaveLength(size);
    expect(unpad(pad(full(size)))).toEqual(full(size));
  });

  test.each(SEAL_SIZES.slice(1).map((next, at) => [SEAL_SIZES[at] ?? 0, next]))(
    'a byte more than fits into %i makes %i',
    (size, next) => {
      expect(pad(full(size + 1))).toHaveLength(next);
    },
  );

  test('what fits into none is refused', () => {
    expect(() => pad(full(largest + 1))).toThrow(RangeError);
  });

  test('what has no line first is nothing', () => {
    expect(readSaid('')).toBeNull();
    expect(readSaid('{}\n')).toEqual({ words: '' });
  });
});

describe('[A2] a key', () => {
  const kept = (more: Partial<SealingKey>): SealingKey => ({
    ...key,
    madeAt: '2026-01-01T00:00:00.000Z',
    retiredAt: null,
    ...more,
  });

  test('is sealed to for 90 days', () => {
    expect(isDueToRetire(kept({}), new Date('2026-03-31T23:59:59.999Z'))).toBe(false);
    expect(isDueToRetire(kept({}), new Date('2026-04-01T00:00:00.000Z'))).toBe(true);
    const retired = kept({ retiredAt: '2026-03-01T00:00:00.000Z' });
    expect(isDueToRetire(retired, new Date('2027-01-01T00:00:00.000Z'))).toBe(false);
  });

  test('opens for 180 days after it was retired', () => {
    const retired = kept({ retiredAt: '2026-04-01T00:00:00.000Z' });
    expect(isKept(retired, new Date('2026-09-27T23:59:59.999Z'))).toBe(true);
    expect(isKept(retired, new Date('2026-09-28T00:00:00.000Z'))).toBe(false);
    expect(isKept(kept({}), new Date('2036-01-01T00:00:00.000Z'))).toBe(true);
  });

  test('opens again what was sealed to it after it was written down and read', async () => {
    const entry = await seal(whatWasSaid(), key);
    const read = await openingKeyOf(JSON.parse(JSON.stringify(key)) as SealingKey);
    expect(await openSealed(entry, () => read)).toMatchObject({ ok: true });
    expect(read.pair.privateKey.extractable).toBe(false);
  });
});
