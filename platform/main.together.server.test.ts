import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { parseCaseNumber } from '@shared/identity/caseNumber';
import { parseDocumentNumber } from '@shared/identity/documentNumber';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import { Health } from '@shared/protocol/health';
import { CatalogueAnswer } from '@shared/protocol/items';
import { Colleague } from './testing/colleague';
import { listenAt } from './testing/listen';
import { doorTo, startPair, type Pair, type Side } from './testing/pair';

let pair: Pair;

beforeAll(async () => {
  pair = await startPair();
}, 120_000);
afterAll(() => pair.end());

const soon = <T>(what: () => T | Promise<T>) => vi.waitFor(what, { timeout: 20_000, interval: 20 });
const any = () => pair.any();

/** Both processes tell what this colleague has read piece by piece, position by position. */
async function expectToHaveAll(colleague: Colleague): Promise<void> {
  await colleague.pull(any);
  countedFrom1(colleague.seen.map(({ position }) => position));
  for (const side of pair.sides) {
    const reader = colleague.anew();
    await reader.pull(() => side, 500);
    expect(reader.seen).toEqual(colleague.seen);
  }
}
function countedFrom1(numbers: readonly number[]): void {
  expect([...numbers].sort((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
}
function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/** The official numbers that events bear, by their series. */
function numbersIn(events: readonly ConfirmedEvent[]): Map<string, number[]> {
  const series = new Map<string, number[]>();
  for (const { signed, assigned } of events) {
    const number = parseCaseNumber(assigned.caseNumber ?? '');
    const title = parseDocumentNumber(assigned.documentNumber ?? '');
    if (number.kind === 'official') {
      const { originDivision } = signed.body.event;
      series.set(originDivision, [...(series.get(originDivision) ?? []), number.sequence]);
    }
    if (title.kind === 'official')
      series.set(title.organCode, [...(series.get(title.organCode) ?? []), title.sequence]);
  }
  return series;
}

/** Listens at one process, and has heard how things stand. */
async function listen({ address }: Side, { authorisation }: Colleague) {
  const line = await listenAt(address, authorisation);
  const kinds = () => line.heard.map(({ kind }) => kind);
  await soon(() => expect(kinds()).toEqual(expect.arrayContaining(['hello', 'position', 'catalogue'])));
  return line;
}

describe('two processes of one platform', () => {
  it('start at the same moment on nothing, with one history, one key and one set of migrations', async () => {
    const epochOf = async ({ address }: Side) =>
      Health.parse(await (await fetch(`${address}/v1/health`)).json()).epoch;
    const [one, other] = await Promise.all(pair.sides.map(epochOf));
    expect(one).toBe(other);
    expect(await readFile(join(pair.folder, 'epoch'), 'utf8')).toMatch(new RegExp(`^${one} \\S+\\n$`));
    const migrations = await pair.database.query('select name from kysely_migration');
    expect(migrations.length).toBeGreaterThan(10);
    expect(new Set(migrations.map((row) => JSON.stringify(row))).size).toBe(migrations.length);

    const { authorisation: headers, stream } = await Colleague.of(pair, 'XLZ1', 'clerk.xianglan');
    for (const { address } of pair.sides)
      expect((await fetch(`${address}/v1/pull?stream=${stream}&after=0`, { headers })).status).toBe(200);
  });

  it('take what several devices push at once, whichever they ask, and lose and double nothing when one is killed', async () => {
    const [county, ...colleagues] = await Promise.all([
      Colleague.of(pair, 'TYX1', 'supervisor.county'),
      Colleague.of(pair, 'XLZ1', 'clerk.xianglan'),
      Colleague.of(pair, 'XLZ1', 'clerk.xianglan'),
      Colleague.of(pair, 'XLZ1', 'clerk.xianglan'),
      Colleague.of(pair, 'TWX1', 'clerk.tangwang'),
      Colleague.of(pair, 'TWX1', 'clerk.tangwang'),
    ]);
    const [, victim] = pair.sides;
    let isOver = false;
    const watch = async () => {
      while (!isOver) await county.pull(any);
    };
    const all = (rounds: number) => Promise.all(colleagues.map((one) => one.work(rounds)));
    const strike = async () => {
      await soon(() => expect(colleagues.every(({ rounds }) => rounds > 3)).toBe(true));
      await pair.killAndStart(victim);
      return victim.answered;
    };
    const work = async () => {
      await all(3);
      const [before] = await Promise.all([strike(), all(6)]);
      await all(3);
      expect(victim.answered).toBeGreaterThan(before);
    };
    await Promise.all([watch(), work().finally(() => (isOver = true))]);
    expect(victim.broken).toBeGreaterThan(0);

    // The county sees all that its townships do: each event once.
    for (const one of [...colleagues, county]) await expectToHaveAll(one);
    const accepted = new Set(colleagues.flatMap((one) => [...one.accepted]));
    expect(county.seen.map(({ signed }) => signed.body.event.id).sort()).toEqual([...accepted].sort());
    const byCase = groupBy(county.seen, ({ signed }) => signed.body.event.caseId);
    for (const events of byCase.values())
      expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
    const authors = (events: ConfirmedEvent[]) => new Set(events.map(({ signed }) => signed.body.deviceId));
    expect([...byCase.values()].some((events) => authors(events).size > 1)).toBe(true);
    const series = numbersIn(county.seen);
    expect([...series.keys()].sort()).toEqual(['230828101', '230828201', '样乡']);
    for (const numbers of series.values()) countedFrom1(numbers);
    expect(series.get('样乡')).toHaveLength(byCase.size);
  }, 90_000);

  it('show nobody a later position before an earlier one, however late that is committed', async () => {
    const [here, there] = pair.sides;
    const [county, slow, quick] = await Promise.all([
      Colleague.of(pair, 'TYX1', 'supervisor.county'),
      Colleague.of(pair, 'TWX1', 'clerk.tangwang'),
      Colleague.of(pair, 'XLZ1', 'clerk.xianglan'),
    ]);
    await county.pull(any);
    const before = county.seen.length;
    const holder = new pg.Client({ connectionString: pair.database.url });
    await holder.connect();
    await holder.query(`
      create function hold_back() returns trigger language plpgsql as $$ begin
        if new.stream = '230828201' then perform pg_advisory_xact_lock_shared(1); end if;
        return null;
      end $$;
      create trigger hold_back after insert on stream_entries for each row execute function hold_back();
      select pg_advisory_lock(1);`);
    const waiting = async () => {
      const { rows } = await holder.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length;
    };
    // It has its position in the county's stream and cannot be committed; the other process gives out the next one.
    const first = slow.push(() => here, slow.received());
    await soon(async () => expect(await waiting()).toBe(1));
    let isAnswered = false;
    const second = quick.push(() => there, quick.received()).finally(() => (isAnswered = true));
    await soon(async () => expect(isAnswered || (await waiting()) === 2).toBe(true));
    for (const side of pair.sides) await county.pull(() => side);
    await holder.query('select pg_advisory_unlock(1)');
    await Promise.all([first, second]);
    await holder.query('drop trigger hold_back on stream_entries');
    await holder.end();
    await expectToHaveAll(county);
    expect(county.seen.length).toBe(before + 2);
  });

  it('wake the listeners of each other', async () => {
    const [here, there] = pair.sides;
    const clerk = await Colleague.of(pair, 'XLZ1', 'clerk.xianglan');
    const line = await listen(here, clerk);
    const positions = () => line.heard.flatMap((one) => (one.kind === 'position' ? [one.position] : []));
    const before = Math.max(...positions());
    expect(await clerk.push(() => there, clerk.received())).toMatchObject([{ kind: 'accepted' }]);
    await soon(() => expect(Math.max(...positions())).toBe(before + 1));
    line.end();
  });

  it('take and hand out the service items that a newer one has brought', async () => {
    const [older] = pair.sides;
    const clerk = await Colleague.of(pair, 'XLZ1', 'clerk.xianglan');
    const line = await listen(older, clerk);
    const versions = () => line.heard.flatMap((one) => (one.kind === 'catalogue' ? [one.version] : []));
    const receive = async () =>
      (await clerk.push(() => older, clerk.received(undefined, { itemCode: 'TST-009' })))[0];
    expect(await receive()).toMatchObject({ kind: 'refused', refusal: { kind: 'unknownItem' } });

    const newer = await pair.startWith([
      { ...sampleItem, version: 2 },
      { ...sampleItem, code: 'TST-009' },
    ]);
    await newer.address;
    expect(await receive()).toMatchObject({ kind: 'accepted', version: 1 });
    const answer = await fetch(`${older.address}/v1/catalogue`, { headers: clerk.authorisation });
    const { items } = CatalogueAnswer.parse(await answer.json());
    expect(items.map(({ code, version, enabled }) => [code, version, enabled])).toEqual([
      ['TST-001', 1, false],
      ['TST-001', 2, true],
      ['TST-009', 1, true],
    ]);
    await soon(() => expect(new Set(versions()).size).toBe(2));
    line.end();
  });

  it('count wrong passwords and pages of citizens together', async () => {
    const { device } = await Colleague.of(pair, 'TYX1', 'reviewer.county');
    const signIn = async (side: Side, password: string) => {
      const { deviceId } = device.enrolment;
      const payload = { deviceId, loginName: 'reviewer.county', password, publicKey: `${'A'.repeat(43)}=` };
      const request = { method: 'POST', url: '/v1/sign-ins', payload } as const;
      return (await doorTo(() => side).inject(request)).statusCode;
    };
    const [here, there] = pair.sides;
    for (let wrong = 0; wrong < 10; wrong += 1)
      expect(await signIn(wrong % 2 ? here : there, 'wrong')).toBe(401);
    for (const side of pair.sides) expect(await signIn(side, 'Longjiang-2026')).toBe(429);

    const open = ({ address }: Side, page: number) => fetch(`${address}/c/${String(page)}?k=000000`);
    const answers: number[] = [];
    for (let page = 0; page < 62; page += 1) answers.push((await open(page % 2 ? here : there, page)).status);
    expect(answers).toEqual([...Array<number>(60).fill(404), 429, 429]);
    expect((await open(here, 0)).headers.get('retry-after')).toBe('60');
  });
});
