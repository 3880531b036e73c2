import { expect, type Page, type Worker } from '@playwright/test';
import { test } from './atWork';
import type { Bridge } from './ground';

const storeWorker = async (page: Page): Promise<Worker> =>
  page.workers()[0] ?? (await page.waitForEvent('worker'));

test('the store worker has nothing of Node, no door, no network and no text as code', async ({
  atWork,
  recorder,
}) => {
  const worker = await storeWorker(atWork.page);
  const found = await worker.evaluate(
    (names) => names.filter((name) => name in globalThis),
    ['require', 'module', 'process', 'Buffer', 'global', '__dirname', 'ipcRenderer', 'longjiang'],
  );
  expect(found).toEqual([]);
  // The one thing that it can ask of the engine: to give memory back.
  expect(await worker.evaluate(() => typeof (globalThis as { gc?: unknown }).gc)).toBe('function');
  const outcomes = await worker.evaluate(async (host) => {
    // In a task of its own: what the test itself runs may evaluate text, what the worker runs later may not.
    const later = (attempt: () => unknown) =>
      new Promise<string>((resolve) => {
        setTimeout(() => {
          Promise.resolve()
            .then(attempt)
            .then(
              () => resolve('done'),
              (error: unknown) => resolve((error as Error).name),
            );
        });
      });
    const socket = () =>
      new Promise((resolve, reject) => {
        const opened = new WebSocket(`ws://${host}/socket`);
        opened.onopen = resolve;
        opened.onerror = () => reject(new DOMException('', 'NetworkError'));
      });
    return {
      eval: await later(() => (0, eval)('1')),
      function: await later(() => Reflect.construct(Function, ['return 1'])),
      fetch: await later(() => fetch(`http://${host}/fetch`)),
      socket: await later(socket),
      script: await later(() => import(/* @vite-ignore */ `http://${host}/module.js`)),
      file: await later(() => fetch('file:///etc/passwd')),
    };
  }, recorder.host);
  expect(outcomes).toEqual({
    eval: 'EvalError',
    function: 'EvalError',
    fetch: 'TypeError',
    socket: 'NetworkError',
    script: 'TypeError',
    file: 'TypeError',
  });
  expect(recorder.seen()).toEqual([]);
});

type Fault = { kind: string; id: number; reason?: string; output?: unknown };

/** Takes a port of its own as the store worker would, and sends what it is given; answers what came back for each id. */
const sendOnPort = (page: Page, messages: readonly unknown[], last: number): Promise<readonly Fault[]> =>
  page.evaluate(
    async ([requests, lastId]) => {
      const { longjiang } = globalThis as unknown as { longjiang: Bridge };
      const received = new Promise<MessagePort>((resolve) => {
        addEventListener('message', ({ data, ports: [port] }) => {
          if (data === 'longjiang.workerPort' && port) resolve(port);
        });
      });
      await longjiang.call('worker.connect', {});
      const port = await received;
      const answers: Fault[] = [];
      return new Promise<Fault[]>((resolve) => {
        port.onmessage = ({ data }: MessageEvent<Fault>) => {
          answers.push(data);
          if (data.id === lastId) resolve(answers);
        };
        for (const request of requests) port.postMessage(request);
      });
    },
    [messages, last] as const,
  );

test("the worker's port answers bad input with a fault that quotes nothing", async ({ atWork }) => {
  const secret = '23082819000101001X';
  const bad = [
    { channel: 'no.such', input: {} },
    { channel: '__proto__', input: {} },
    { channel: 'app.start', input: {} },
    { channel: 'session.open', input: { [secret]: secret } },
    { channel: 'ledger.append', input: { events: [] } },
    { channel: 'ledger.append', input: { events: [{ type: secret, applicant: secret }] } },
    { channel: 'ledger.append', input: { events: Array.from({ length: 101 }, () => ({})) } },
    { channel: 'ledger.read', input: { after: -1, limit: 1 } },
    { channel: 'ledger.read', input: { after: 0, limit: 1_000_000 } },
    { channel: 'platform.call', input: { name: 'signIn', request: { loginName: secret } } },
    { channel: 'platform.call', input: { name: 'pull', request: secret } },
    { channel: 'material.upload', input: { sha256: `../../${secret}` } },
  ].map((request, index) => ({ id: index + 1, ...request }));
  // Not requests at all: there is no id to answer to.
  const noise = [null, secret, 7, [], {}, { id: secret, channel: 'session.open', input: {} }];
  const end = { id: 1000, channel: 'ledger.read', input: { after: 0, limit: 1 } };

  const answers = await sendOnPort(atWork.page, [...noise, ...bad, end], end.id);
  const faults = answers.filter(({ id }) => id !== end.id);
  expect(faults.map(({ id, kind }) => ({ id, kind })).sort((a, b) => a.id - b.id)).toEqual(
    bad.map(({ id }) => ({ id, kind: 'fault' })),
  );
  expect(JSON.stringify(faults)).not.toContain(secret);
  expect(answers.find(({ id }) => id === end.id)).toMatchObject({
    kind: 'answer',
    output: { events: [], last: 0 },
  });
});
