// A page as most are: a field to write in, and what was written kept for the next visit. The search that finds nothing
// of the form has to find what is written here.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openPhone } from '../support/browser.ts';
import { temporaryFolder } from '../support/server.ts';
import { type Hit, searchFolder } from './search-files.ts';

const WORDS = 'This canary was written on a page that protects nothing.';

const PAGE = `<!doctype html><title>A page</title>
<form><label>Words <textarea></textarea></label></form><a href="/next">Next</a>
<script>
const field = document.querySelector('textarea');
field?.addEventListener('input', () => localStorage.setItem('words', field.value));
</script>`;

export const writeOnControlPage = async (): Promise<Hit[]> => {
  const server = createServer((_, answer) => {
    answer.setHeader('Content-Type', 'text/html').end(PAGE);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const profile = temporaryFolder();
  const { page, close } = await openPhone(profile);
  await page.goto(url);
  await page.getByRole('textbox').pressSequentially(WORDS);
  await page.goto(`${url}/next`);
  await page.goBack({ waitUntil: 'commit' });
  await close();
  server.close();
  server.closeAllConnections();
  return searchFolder(profile, { words: WORDS });
};
