import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { calls, type CallAnswer } from '@shared/protocol/calls';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import { oldestServedVersion, protocolVersion } from '@shared/protocol/version';
import { firstSyncPath } from '@shared/protocol/firstSync';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { county } from '../../driver/people';
import { firstSyncPages, wholeCases } from './firstSyncPages';

/** The history's own. */
export const epoch = '10000000-0000-4000-8000-000000000001';
const [deviceId, credentialId, accountId] = [1, 2, 3].map(
  (n) => `40000000-0000-4000-8000-00000000000${n}`,
) as [string, string, string];

/** Where a platform with a given history listens. */
export type BenchPlatform = { url: string; stop: () => Promise<void> };

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
};

/** A platform that lets one device in and sends it a history over HTTP; what the real one costs is not measured here. */
export async function startBenchPlatform(
  history: readonly ConfirmedEvent[],
  items: readonly ServiceItem[],
): Promise<BenchPlatform> {
  const { divisionCode, officeName: divisionName } = county;
  const account: CallAnswer<'signIn'>['account'] = {
    accountId,
    loginName: 'clerk.bench',
    name: '甲',
    roles: ['windowClerk', 'examiner', 'supervisor'],
    divisionCode,
    divisionName,
    delegations: [],
  };
  const token = { accessToken: 'bench', expiresInSeconds: 3600 };
  const page = firstSyncPages(wholeCases(history, items, epoch), {
    epoch,
    stream: divisionCode,
    at: history.length,
  });
  let admissionSecret = '';
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const url = new URL(request.url ?? '/', 'http://bench');
    switch (url.pathname) {
      case calls.health.path:
        return { status: 'ok', epoch, protocolVersion, oldestServedVersion };
      case calls.enrol.path:
        admissionSecret = String((await bodyOf(request))['admissionSecret']);
        return { deviceId, deviceNumber: 1, divisionCode, divisionName, streams: [divisionCode] };
      case calls.signIn.path:
        return { account, credentialId, admissionSecret, token, password: { mustChange: false } };
      case calls.token.path:
        return { account, token };
      case calls.pull.path: {
        const after = Number(url.searchParams.get('after'));
        const limit = Number(url.searchParams.get('limit') ?? 200);
        return {
          epoch,
          events: history.slice(after, after + limit),
          more: after + limit < history.length,
          head: history.length,
        };
      }
      default:
        return undefined;
    }
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://bench');
    if (url.pathname === firstSyncPath) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      response.end(page(Number(url.searchParams.get('after'))));
      return;
    }
    void answer(request).then((value) => {
      response.writeHead(value === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value ?? {}));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
