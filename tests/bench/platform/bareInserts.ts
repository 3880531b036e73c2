import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { chainStart, hashBody } from '@shared/sealing/signedEvent';
import type { CaseEvent } from '@shared/casework/event';
import type { PostgresServer } from '../../driver/postgres';
import { idOf } from './offices';

const numbered = new Set(['application.accepted', 'decision.granted']);

const filesOf = (event: CaseEvent) => {
  const records = 'materials' in event.payload ? (event.payload.materials ?? []) : [];
  return records.flatMap(({ files }) => files.map(({ sha256 }) => sha256));
};

const device = (which: 0 | 1) =>
  `('${idOf('device', 0).slice(0, -12)}' || lpad((2 * :client_id + ${which})::text, 12, '0'))::uuid`;

const town = `((230100 + :client_id / 10)::text || (101 + :client_id % 10)::text)`;
const countyCode = `(230100 + :client_id / 10)::text`;
const randomHash = `repeat(md5(random()::text), 2)`;

/** The rows that one event costs, in one transaction, written as directly as can be. */
function statementsOf(event: CaseEvent, version: number): string[] {
  const which = event.actor.divisionCode.length === 9 ? 0 : 1;
  const isFirst = version === 1;
  const signature = 'A'.repeat(86) + '==';
  const counter = (series: string) => [
    `insert into number_counters as c (series, last, epoch) values (${series}, 1, '') on conflict (series) do update set last = c.last + 1 returning last`,
    '\\gset',
  ];
  const stream = (code: string) => [
    `insert into stream_heads as h (stream, position) values (${code}, 1) on conflict (stream) do update set position = h.position + 1 returning position`,
    '\\gset',
    `insert into stream_entries (stream, position, event_id) values (${code}, :position, :event_id::uuid);`,
  ];
  return [
    'begin;',
    ...(isFirst ? counter(`'case|' || ${town}`) : numbered.has(event.type) ? counter(`'document'`) : []),
    isFirst
      ? `insert into cases (case_id, origin_division, item_code, item_version, version, provisional_number, official_number) values (:case_id::uuid, ${town}, ':item', :item_version, 1, 'P', 'bare-' || :case_id);`
      : `update cases set version = ${version} where case_id = :case_id::uuid;`,
    `insert into events (event_id, hash, case_id, version, device_id, sequence, accepted_at, case_number, document_number, body, signature, epoch) values (gen_random_uuid(), ${randomHash}, :case_id::uuid, ${version}, ${device(which)}, ${version}, now(), null, null, :body${version}, '${signature}', '') returning event_id`,
    '\\gset',
    ...filesOf(event).map(
      (hash) =>
        `insert into material_refs (sha256, case_id) values ('${hash}', :case_id::uuid) on conflict do nothing;`,
    ),
    `insert into device_log (device_id, sequence, hash, event_id, received_at) values (${device(which)}, ${version}, ${randomHash}, :event_id::uuid, now());`,
    `update device_branches set last_hash = ${randomHash}, last_sequence = ${version} where device_id = ${device(which)};`,
    ...stream(town),
    ...stream(countyCode),
    'commit;',
  ];
}

/** What is the same for every case: the script, and the bodies of its events, sent with each insert as a parameter. */
export type BareCase = { script: string; bodies: string[]; eventsOfCase: number };

/** One worked case, a transaction for each of its events. */
export function bareCase(history: readonly CaseEvent[]): BareCase {
  const [first] = history;
  if (first?.type !== 'application.received') throw new Error('a history begins with its receipt');
  const { itemCode, itemVersion } = first.payload;
  const statements = history.flatMap((event, index) => statementsOf(event, index + 1));
  const lines = ['select gen_random_uuid() as case_id', '\\gset', ...statements];
  const script = lines
    .join('\n')
    .replaceAll("':item'", `'${itemCode}'`)
    .replaceAll(':item_version', String(itemVersion));
  const bodies = history.map((event, index) => {
    const [deviceId, credentialId] = [idOf('device', 0), idOf('credential', 0)];
    const body = { event, deviceId, credentialId, sequence: index + 1, previousHash: chainStart };
    return JSON.stringify({ ...body, previousHash: hashBody(body) });
  });
  return { script: `${script}\n`, bodies, eventsOfCase: history.length };
}

/** Events per second of the bare inserts, by so many clients, each working so many cases. */
export async function measureBare(
  server: PostgresServer,
  database: string,
  { script, bodies, eventsOfCase }: BareCase,
  { clients, cases }: { clients: number; cases: number },
): Promise<number> {
  const client = new pg.Client({ connectionString: server.urlOf(database) });
  await client.connect();
  await client
    .query("insert into device_branches select device_id, '', 0, now() from devices")
    .finally(() => client.end());
  const file = path.join(server.socketFolder, 'bare.sql');
  await writeFile(file, script);
  const words = [
    ...['-h', server.socketFolder, '-U', 'longjiang', '-n', '-M', 'prepared', '-f', file],
    ...['-c', String(clients), '-j', String(Math.min(2, clients)), '-t', String(cases)],
    ...bodies.flatMap((body, index) => ['-D', `body${index + 1}=${body}`]),
    database,
  ];
  const { stdout } = await promisify(execFile)(path.join(server.programs, 'pgbench'), words);
  const tps = /tps = ([\d.]+)/.exec(stdout)?.[1];
  if (tps === undefined) throw new Error(`pgbench: ${stdout}`);
  return Number(tps) * eventsOfCase;
}
