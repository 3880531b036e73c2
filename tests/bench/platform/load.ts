import { createPrivateKey, randomUUID, sign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { SignJWT } from 'jose';
import { CaseEvent } from '@shared/casework/event';
import { calls } from '@shared/protocol/calls';
import type { PushAnswer } from '@shared/protocol/push';
import { assertionAudience } from '@shared/protocol/signIn';
import { protocolVersion } from '@shared/protocol/version';
import { chainStart, hashBody } from '@shared/sealing/signedEvent';
import type { BenchOffice, Desk } from './offices';

/** What the load process is told, in a file that its only argument names. */
export type LoadOrder = {
  url: string;
  offices: BenchOffice[];
  /** A worked history: its events are done again for other people's cases. */
  history: CaseEvent[];
  cases: number;
  /** Events in one push. */
  together: number;
};

/** What it measured: printed as one line of JSON. */
export type LoadResult = { events: number; seconds: number; milliseconds: number[] };

const order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as LoadOrder;
const agent = new Agent({ keepAlive: true, maxSockets: order.offices.length });

function post(path: string, body: string, token?: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string | number> = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
    const call = request(`${order.url}${path}`, { method: 'POST', agent, headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => {
        const text = Buffer.concat(pieces).toString();
        if (answer.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${path}: ${String(answer.statusCode)} ${text}`));
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** A desk's chain goes on over several runs against the same platform: it is kept by whoever gives the order. */
class Chain {
  readonly key: KeyObject;
  sequence = 0;
  previousHash = chainStart;
  constructor(readonly desk: Desk) {
    this.key = createPrivateKey(desk.privateKey);
  }
  sign(event: CaseEvent) {
    this.sequence += 1;
    const { deviceId, credentialId } = this.desk;
    const { sequence, previousHash } = this;
    const body = { event, deviceId, credentialId, sequence, previousHash };
    const hash = hashBody(body);
    this.previousHash = hash;
    const signature = sign(null, Buffer.from(hash, 'hex'), this.key).toString('base64');
    return { body, hash, signature };
  }
  async token(): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(this.desk.credentialId)
      .setAudience(assertionAudience)
      .setIssuedAt(now)
      .setExpirationTime(now + 60)
      .setJti(randomUUID())
      .sign(this.key);
    const answer = await post(calls.token.path, JSON.stringify({ assertion }));
    return (answer as { token: { accessToken: string } }).token.accessToken;
  }
}

const dayMs = 24 * 60 * 60 * 1000;

/** No two applications are the same: areas, volumes and the last day of each are its own. */
function filledIn(event: CaseEvent, application: number): CaseEvent {
  if (event.type !== 'application.received') return event;
  const { form } = event.payload;
  const [first, ...more] = Array.isArray(form['species']) ? form['species'] : [];
  const less = (value: unknown) => Number((Number(value) - (application % 6000) / 10_000).toFixed(4));
  const species = [
    {
      ...first,
      area: less(first?.['area']),
      stockVolume: less(first?.['stockVolume']),
      timberVolume: less(first?.['timberVolume']),
    },
    ...more,
  ];
  const endDate = new Date(Date.parse(form['endDate'] as string) - (application % 60) * dayMs);
  const own = { ...form, species, endDate: endDate.toISOString().slice(0, 10) };
  return { ...event, payload: { ...event.payload, form: own } };
}

/** Everything an office will push, signed and written out before the clock starts. */
function pushesOf({ window, county }: BenchOffice): { chain: Chain; bodies: string[] } {
  const chains = { window: new Chain(window), county: new Chain(county) };
  // Desks are counted, two an office.
  const applications = (Number(window.deviceId.slice(-12)) / 2) * order.cases;
  const signed = Array.from({ length: order.cases }, (_, at) => {
    const caseId = randomUUID();
    return order.history.map((event, index) => {
      const chain = event.actor.divisionCode.length === 9 ? chains.window : chains.county;
      const again = {
        ...filledIn(event, applications + at),
        id: randomUUID(),
        caseId,
        baseVersion: index,
        originDivision: window.actor.divisionCode,
        actor: chain.desk.actor,
      };
      return { signed: chain.sign(CaseEvent.parse(again)) };
    });
  }).flat();
  const bodies: string[] = [];
  for (let from = 0; from < signed.length; from += order.together)
    bodies.push(JSON.stringify({ protocolVersion, events: signed.slice(from, from + order.together) }));
  return { chain: chains.window, bodies };
}

const milliseconds: number[] = [];
let events = 0;
const ready = [];
for (const office of order.offices) {
  const { chain, bodies } = pushesOf(office);
  ready.push({ token: await chain.token(), bodies });
}
const start = performance.now();
await Promise.all(
  ready.map(async ({ token, bodies }) => {
    for (const body of bodies) {
      const sent = performance.now();
      const { results } = (await post(calls.push.path, body, token)) as PushAnswer;
      milliseconds.push(performance.now() - sent);
      const other = results.find(({ kind }) => kind !== 'accepted');
      if (other) throw new Error(`not accepted: ${JSON.stringify(other)}`);
      events += results.length;
    }
  }),
);
const result: LoadResult = { events, seconds: (performance.now() - start) / 1000, milliseconds };
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
