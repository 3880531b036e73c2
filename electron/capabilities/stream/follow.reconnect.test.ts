import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StreamMessage } from '@shared/protocol/stream';
import { readEventStream } from '../transport/eventStream';
import { followStream, type Follower } from './follow';

/** A platform's end of the stream, which does to each connection what the test says. */
let server: Server;
let answer: (response: ServerResponse) => void;
let connections: ServerResponse[];
let follower: Follower | undefined;
let heard: (StreamMessage['kind'] | 'alive' | 'dead')[];

const hello = `event: hello\ndata: ${JSON.stringify({ kind: 'hello', beatSeconds: 15 })}\n\n`;
const closing = `event: closing\ndata: ${JSON.stringify({ kind: 'closing' })}\n\n`;
const begin = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();

beforeEach(async () => {
  connections = [];
  heard = [];
  server = createServer((_request, response) => {
    connections.push(response);
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  follower?.end();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function follow() {
  const platformUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const wire = { fetch, platformUrl, timeoutMs: 1000 };
  follower = followStream({
    connect: (onMessage, signal) => readEventStream(wire, { token: 'token', onMessage, signal }),
    onMessage: ({ kind }) => heard.push(kind),
    onAlive: (alive) => heard.push(alive ? 'alive' : 'dead'),
    random: () => 0,
  });
}
const soon = (what: () => void) => vi.waitFor(what, { timeout: 8000, interval: 20 });

it('lives from the greeting on, tells of every message in pieces of any size, and comes back when it is cut', async () => {
  answer = (response) => {
    begin(response);
    response.write(hello.slice(0, 20));
    setTimeout(
      () => response.write(`${hello.slice(20)}: beat\n\nevent: later\ndata: {"kind":"later"}\n\n`),
      30,
    );
  };
  follow();
  await soon(() => expect(heard).toEqual(['alive', 'hello']));
  connections[0]?.destroy();
  await soon(() => expect(heard).toEqual(['alive', 'hello', 'dead', 'alive', 'hello']));
  expect(connections).toHaveLength(2);
});

it('comes back after the platform has closed it in order', async () => {
  answer = (response) => {
    begin(response);
    response.write(hello);
    if (connections.length === 1) response.end(closing);
  };
  follow();
  await soon(() => expect(heard).toEqual(['alive', 'hello', 'closing', 'dead', 'alive', 'hello']));
});

it('never lives behind something that answers with a page, and tries again when it is worth it', async () => {
  answer = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>请登录</html>');
  follow();
  await soon(() => expect(connections).toHaveLength(1));
  answer = (response) => {
    begin(response);
    response.write(hello);
  };
  follower?.nudge();
  await soon(() => expect(heard).toEqual(['alive', 'hello']));
});

it('is held to be held back where an answer begins and no message comes', async () => {
  answer = begin;
  const platformUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const end = await readEventStream(
    { fetch, platformUrl, timeoutMs: 1000 },
    { token: 'token', onMessage: () => undefined, signal: new AbortController().signal, helloWithin: 200 },
  );
  expect(end).toEqual({ kind: 'heldBack' });
});

it('ends with the session', async () => {
  answer = (response) => {
    begin(response);
    response.write(hello);
  };
  follow();
  await soon(() => expect(heard).toContain('hello'));
  follower?.end();
  await soon(() => expect(connections[0]?.destroyed).toBe(true));
  expect(connections).toHaveLength(1);
});
