import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { newSigningSeed, signingKeyOf } from '../../sealing/signingKey';
import { createTransport } from './transport';

const epoch = randomUUID();
const health = { status: 'ok', epoch, protocolVersion: 2, oldestServedVersion: 2 };
const account = {
  accountId: randomUUID(),
  loginName: 'clerk',
  name: '甲',
  roles: ['windowClerk'],
  divisionCode: '230828101',
  divisionName: '香兰镇',
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A real server on a free port. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}
const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));

const transport = createTransport((url, init) => fetch(url, init), 400);
const askHealth = (url: string) => transport.call(url, 'health', {});

describe('a call to the platform', () => {
  it('gives the answer that its schema describes', async () => {
    const url = await serve((request, response) =>
      json(response, request.url === '/v1/health' ? 200 : 404, health),
    );
    expect(await askHealth(`${url}/`)).toEqual({ kind: 'answer', answer: health });
  });

  it('calls a portal page a strange answer', async () => {
    const url = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>登录</html>'),
    );
    expect(await askHealth(url)).toEqual({ kind: 'strangeAnswer', status: 200, contentType: 'text/html' });
  });

  it('does not follow a redirect with what it carries', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { location: '/portal' }).end();
    });
    expect(await askHealth(url)).toMatchObject({ kind: 'strangeAnswer', status: 302 });
    expect(asked).toEqual(['/v1/health']);
  });

  it('is offline when nobody answers in time, neither with a head nor with a body', async () => {
    const silent = await serve(() => undefined);
    expect(await askHealth(silent)).toEqual({ kind: 'offline' });
    server?.closeAllConnections();
    server?.close();
    const stuck = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"status"');
    });
    expect(await askHealth(stuck)).toEqual({ kind: 'offline' });
  });

  it('is offline when nobody listens', async () => {
    expect(await askHealth('http://127.0.0.1:9')).toEqual({ kind: 'offline' });
  });

  it.each([
    ['JSON of another form', 200, { status: 'fine' }],
    ['a failure that is no problem', 500, { error: 'boom' }],
  ])('calls %s a strange answer', async (_, status, body) => {
    const url = await serve((__, response) => json(response, status, body));
    expect(await askHealth(url)).toEqual({ kind: 'strangeAnswer', status, contentType: 'application/json' });
  });

  it('calls text that is cut off a strange answer', async () => {
    const url = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":'),
    );
    expect(await askHealth(url)).toMatchObject({ kind: 'strangeAnswer' });
  });

  it('gives the problem that the platform names', async () => {
    const problem = { code: 'internal', detail: 'database' };
    const url = await serve((_, response) => json(response, 500, problem));
    expect(await askHealth(url)).toEqual({ kind: 'problem', problem });
  });

  it.each([
    ['40', 40_000],
    ['999999', 300_000],
    ['-1', undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  ])('tells how long a platform that says Retry-After: %s wants to rest', async (said, restFor) => {
    const problem = { code: 'tooManyRequests', detail: '' };
    const url = await serve((_, response) => {
      response.setHeader('retry-after', said);
      json(response, 429, problem);
    });
    const rest = restFor === undefined ? {} : { restFor };
    expect(await askHealth(url)).toEqual({ kind: 'problem', problem, ...rest });
  });
});

describe('a signed-in transport', () => {
  const signingKey = signingKeyOf(newSigningSeed());
  const credential = { credentialId: randomUUID(), signingKey };

  it('gets a token by an assertion, and another one when it is no longer taken', async () => {
    const assertions: string[] = [];
    const tokens: string[] = [];
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        if (request.url === '/v1/tokens') {
          assertions.push((JSON.parse(body) as { assertion: string }).assertion);
          const accessToken = `t${assertions.length}`;
          return json(response, 200, { account, token: { accessToken, expiresInSeconds: 600 } });
        }
        tokens.push(request.headers.authorization ?? '');
        expect(request.url).toBe('/v1/pull?stream=230828&after=3&limit=50');
        return request.headers.authorization === 'Bearer t2'
          ? json(response, 200, { epoch, events: [], more: false, head: 0 })
          : json(response, 401, { code: 'unauthorised', detail: '' });
      });
    });
    const signedIn = transport.signedIn(url, credential);
    const pulled = await signedIn.call('pull', { stream: '230828', after: 3, limit: 50 });
    expect(pulled).toEqual({ kind: 'answer', answer: { epoch, events: [], more: false, head: 0 } });
    expect(tokens).toEqual(['Bearer t1', 'Bearer t2']);
    const [head = '', claims = '', signature = ''] = (assertions[0] ?? '').split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      iss: credential.credentialId,
      aud: 'longjiang-platform',
    });
    const content = Buffer.from(`${head}.${claims}`);
    expect(verify(null, content, createPublicKey(signingKey), Buffer.from(signature, 'base64url'))).toBe(
      true,
    );
  });

  it('goes on with a token of a short life instead of asking for one before every call', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      if (request.url !== '/v1/tokens')
        return json(response, 200, { epoch, events: [], more: false, head: 0 });
      asked += 1;
      return json(response, 200, { account, token: { accessToken: 'short', expiresInSeconds: 10 } });
    });
    const signedIn = transport.signedIn(url, credential);
    for (const after of [0, 1, 2])
      expect(await signedIn.call('pull', { stream: '230828', after, limit: 50 })).toMatchObject({
        kind: 'answer',
      });
    expect(asked).toBe(1);
  });

  it('uses the token that the sign-in gave and tells the platform problem as it is', async () => {
    const problem = { code: 'deviceRevoked', detail: '' };
    const url = await serve((_, response) => json(response, 403, problem));
    const given = { accessToken: 'given', expiresInSeconds: 600 };
    const signedIn = transport.signedIn(url, credential, given);
    expect(await signedIn.call('catalogue', {})).toEqual({ kind: 'problem', problem });
  });
});
