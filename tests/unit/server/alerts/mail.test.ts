import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openMail, readMailSettings } from '../../../../src/server/alerts/mail.ts';
import { readConfig } from '../../../../src/server/config.ts';
import { startMailServer } from '../../../support/mail-server.ts';

const LETTER = { id: 'one', to: 'mona@example.org', subject: 'Moments: täglich', text: 'Hello.\n' };

describe('the mail server', () => {
  test.each([
    ['smtps://moments%40example.org:p%23w@mail.example.org', 'moments@example.org'],
    ['smtp://u:p@mail.example.org:587?from=a@example.org', 'a@example.org'],
    ['smtp://127.0.0.1:25?from=a@example.org&name=x', 'a@example.org'],
  ])('%s', (url, from) => {
    expect(readMailSettings(url)).toMatchObject({ ok: true, value: { from } });
  });

  test.each([
    ['mail.example.org', 'url'],
    ['https://mail.example.org', 'url'],
    ['smtp://mail.example.org', 'from'],
    ['smtp://user:p@mail.example.org', 'from'],
    ['smtp://m.org?from=a@b.org,c@d.org', 'from'],
  ])('%s says what is wrong, and not what was given', (url, trouble) => {
    expect(readMailSettings(url)).toEqual({ ok: false, trouble });
    const config = readConfig({ SMTP_URL: url });
    expect(config).toMatchObject({ ok: false, trouble: expect.stringContaining('SMTP_URL') });
    expect(JSON.stringify(config)).not.toContain(':p@');
  });
});

describe('a letter', () => {
  test('arrives as it was written, from whom the settings say, and under its id', async () => {
    const server = await startMailServer();
    expect(await server.mail.send(LETTER)).toEqual({ ok: true });
    const { raw, text, id, to } = server.received[0]!;
    expect([to, text.trim(), id]).toEqual([
      'mona@example.org',
      'Hello.',
      'one@moments.example.org',
    ]);
    expect(raw).toMatch(/^From: Moments <moments@example.org>\r$/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    await server.close();
  });

  test.each([
    ['RCPT', 550, { trouble: 'mail_refused', isFinal: true }],
    ['RCPT', 450, { trouble: 'mail_said_no', isFinal: false }],
    ['DATA', 554, { trouble: 'mail_said_no', isFinal: false }],
    ['DATA', 451, { trouble: 'mail_said_no', isFinal: false }],
  ] as const)('refused at %s with %d', async (at, code, attempt) => {
    const server = await startMailServer();
    server.refuse = { at, code };
    expect(await server.mail.send(LETTER)).toMatchObject(attempt);
    expect(server.received).toEqual([]);
    await server.close();
  });

  test('goes to one address, whatever stands in it', async () => {
    const server = await startMailServer();
    await server.mail.send({ ...LETTER, to: 'a@example.org, b@example.org' });
    expect(server.received.map(({ to }) => to)).not.toContain('b@example.org');
    await server.close();
  });

  test('is not sent where the server wants another password', async () => {
    const server = await startMailServer();
    const settings = readMailSettings(server.url.replace('//', '//user:wrong@'));
    if (!settings.ok) throw new Error(settings.trouble);
    expect(await openMail(settings.value, 'x.org').send(LETTER)).toEqual({
      ok: false,
      trouble: 'mail_sign_in',
      isFinal: false,
    });
    await server.close();
  });

  test('is given up for now where nobody answers', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const mail = openMail({ url: `smtp://127.0.0.1:${port}`, from: 'a@example.org' }, 'x.org', 200);
    expect(await mail.send(LETTER)).toEqual({ ok: false, trouble: 'mail_away', isFinal: false });
    silent.close();
  });
});
