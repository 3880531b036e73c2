import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { calls } from '@shared/protocol/calls';
import { firstSyncPath } from '@shared/protocol/firstSync';
import type { PullAnswer } from '@shared/protocol/pull';
import { namePinyin } from '../../../renderer/store/namePinyin';
import { session } from '../../../renderer/store/testing/memoryPort';
import { epoch } from '../store/benchPlatform';
import { firstSyncPages, wholeCases } from '../store/firstSyncPages';
import { items, makeCases } from '../store/page/cases';
import { makeHistory } from '../store/page/history';
import { answerCouch } from './couch';

// A process that has the same cases for everybody, ready in memory, and hands them out over HTTP: as a platform to ours, as
// plain JSON to RxDB, as CouchDB to PouchDB. What a real server costs is not measured. Prints its port when it is ready.

const { divisionCode: stream } = session.device;
const history = makeHistory(makeCases(Number(process.argv[2] ?? 10_000), namePinyin), stream);
const whole = wholeCases(history, items, epoch);
const page = firstSyncPages(whole, { epoch, stream, at: history.length });
const rows = whole.map(({ summary }) => summary);

function answer(request: IncomingMessage, url: URL): unknown {
  const [after, limit] = ['after', 'limit'].map((name) => Number(url.searchParams.get(name))) as [
    number,
    number,
  ];
  switch (url.pathname) {
    case calls.pull.path:
      return {
        epoch,
        events: history.slice(after, after + limit),
        more: after + limit < history.length,
        head: history.length,
      } satisfies PullAnswer;
    case '/records':
      return { documents: rows.slice(after, after + limit) };
    case firstSyncPath:
      return page(after);
    default:
      return answerCouch(request, url, rows);
  }
}

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  // The page of the bench has another origin.
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-headers', 'content-type');
  response.setHeader('access-control-allow-methods', 'GET, PUT, POST');
  const value =
    request.method === 'OPTIONS' ? {} : await answer(request, new URL(request.url ?? '/', 'http://bench'));
  if (value instanceof Uint8Array) {
    response.setHeader('content-type', 'application/octet-stream');
    response.end(value);
    return;
  }
  response.writeHead(value === undefined ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value ?? { error: 'not_found' }));
}

const server = createServer((request, response) => void respond(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
console.log((server.address() as AddressInfo).port);
