// `npm run manager-link`: a way back in when no manager is signed in anywhere any more. Whoever can run this on the
// server can read its database; it gives no right that they have not got. It may run beside the app.

import { addressOf, readConfig } from '../config.ts';
import { newInvitation } from '../invitation.ts';
import { openKeys } from '../keys.ts';
import { startTrouble } from '../start-trouble.ts';
import { openStore } from '../store/open.ts';

const giveUp = (line: string): never => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

const read = readConfig(process.env);
const config = read.ok ? read.value : giveUp(read.trouble);

const makeLinks = async (): Promise<string> => {
  const store = await openStore(config);
  const means = {
    keys: openKeys(config.keysPath),
    address: addressOf(config.publicUrl, config.port),
    now: () => new Date(),
  };
  const lines: string[] = [];
  for (const organisationId of await store.organisationIds()) {
    const people = await store.of(organisationId).people(new Date().toISOString());
    for (const { personId, name } of people.filter(({ roles }) =>
      roles.includes('administrator'),
    )) {
      const { row, shown } = newInvitation(means, personId, 'renew');
      await store.write(organisationId, (transaction) => {
        transaction.note({
          at: row.createdAt,
          action: 'link_renewed',
          personId: null,
          sessionId: null,
          about: personId,
          count: null,
        });
        return transaction.replaceInvitation(row);
      });
      lines.push(`For ${name}, once, until ${shown.expiresAt.slice(0, 10)}: ${shown.link}\n`);
    }
  }
  await store.close();
  if (lines.length > 0) return lines.join('');
  return 'Nobody has an account yet: npm start prints the link for the first manager.\n';
};

process.stdout.write(
  await makeLinks().catch((error: unknown) =>
    giveUp(`No link could be made. ${startTrouble(error, config) ?? String(error)}`),
  ),
);
