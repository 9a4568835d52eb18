// The bare limit of the server, as a process of its own: node:http, JSON.parse, a prepared insert for each operation
// and a commit, on SQLite with the settings of the real one; on PostgreSQL one insert for all of a post. It checks
// nothing and knows nobody.
//
// `node tests/bench/bare-endpoint.ts FILE|postgres://…` prints its port.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import type { Operation } from '../../src/contract/push.ts';
import { openConnection } from '../../src/server/store/sqlite-connection.ts';

const TABLE =
  'create table if not exists operation (operation_id text primary key, moment_id text, revision integer, kind text, schema integer, body text, digest text)';

/** Keeps what one post brought; resolves once it is on the disk. */
type Keep = (operations: readonly Operation[]) => Promise<void>;

const onSqlite = (file: string): Keep => {
  const connection = openConnection(file);
  connection.exec('PRAGMA cache_size = -4000');
  connection.exec(TABLE);
  const insert = connection.statement('insert into operation values (?, ?, ?, ?, ?, ?, ?)');
  return async (operations) => {
    connection.exec('begin immediate');
    for (const one of operations) {
      insert.run(
        one.operationId,
        one.momentId,
        one.revision,
        one.kind,
        one.schema,
        one.body,
        one.digest,
      );
    }
    connection.exec('commit');
  };
};

const onPostgres = async (url: string): Promise<Keep> => {
  // As many connections as write at once in the real one; each waits for the disk at every commit.
  const pool = new Pool({ connectionString: url, max: 4, options: '-c synchronous_commit=on' });
  await pool.query(TABLE);
  const columns = 'text[], text[], int[], text[], int[], text[], text[]'.split(', ');
  const text = `insert into operation select * from unnest(${columns
    .map((type, index) => `$${index + 1}::${type}`)
    .join(', ')})`;
  return async (operations) => {
    const values = [
      operations.map(({ operationId }) => operationId),
      operations.map(({ momentId }) => momentId),
      operations.map(({ revision }) => revision),
      operations.map(({ kind }) => kind),
      operations.map(({ schema }) => schema),
      operations.map(({ body }) => body),
      operations.map(({ digest }) => digest),
    ];
    await pool.query({ name: 'keep', text, values });
  };
};

const where = process.argv[2]!;
const keep = where.startsWith('postgres://') ? await onPostgres(where) : onSqlite(where);

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Bare</title>');
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { operations } = JSON.parse(Buffer.concat(chunks).toString()) as {
      operations: Operation[];
    };
    void keep(operations).then(() => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(operations.map(({ operationId }) => operationId)));
    });
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
