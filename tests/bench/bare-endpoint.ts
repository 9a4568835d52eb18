// The bare limit of the server, as a process of its own: node:http, JSON.parse, a prepared insert for each operation
// and a commit, on SQLite with the settings of the real one. It checks nothing and knows nobody.
//
// `node tests/bench/bare-endpoint.ts FILE` prints its port.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Operation } from '../../src/contract/push.ts';
import { openConnection } from '../../src/server/store/sqlite-connection.ts';

const connection = openConnection(process.argv[2]!);
connection.exec('PRAGMA cache_size = -4000');
connection.exec(
  'create table if not exists operation (operation_id text primary key, moment_id text, revision integer, kind text, schema integer, body text, digest text)',
);
const insert = connection.statement('insert into operation values (?, ?, ?, ?, ?, ?, ?)');

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
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(operations.map(({ operationId }) => operationId)));
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
