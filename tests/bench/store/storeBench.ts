import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programUnderTest } from '../../driver/application';
import { rounded, type Measurement } from '../measurement';
import type { OurQueries } from './page/ourEngine';
import type { EngineResult, Times } from './page/timing';
import { measureWholeApp, type WholeApp } from './wholeApp';

type Sized<T> = T & { bytes: number };
type Results = {
  raw: Sized<EngineResult>;
  rxdb: Sized<EngineResult>;
  pouchdb: Sized<EngineResult>;
  intake: { rate: number; folded: number; bytes: number };
  history: { rate: number; events: number; folded: number; bytes: number };
  queries: OurQueries & { read: number; opened: number; save: { ours: Times; reference: Times } };
};

/** Runs phases in real Electron, each in a worker of its own; answers what the window wrote. */
export async function runWindow<R>(cases: number, more: readonly string[] = []): Promise<R> {
  const folder = await mkdtemp(path.join(tmpdir(), 'longjiang-bench-'));
  try {
    const out = path.join(folder, 'results.json');
    const { executable, args } = programUnderTest();
    const switches = args.filter((word) => word.startsWith('--'));
    const words = [...switches, 'out/bench/storeWindow.mjs', `--cases=${cases}`, `--out=${out}`, ...more];
    const child = spawn(executable, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.on('data', (chunk: Buffer) => {
      const lines = chunk.toString().split('\n');
      for (const line of lines) if (/^\w+: \d+ s/.test(line)) console.error(line.replace(/ \{.*/, ''));
    });
    const [status] = (await once(child, 'exit')) as [number | null];
    if (status !== 0) throw new Error(`the window of the bench ended with ${status}`);
    return JSON.parse(await readFile(out, 'utf8')) as R;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One line: our value with its ratio to one reference. */
const line = (
  name: string,
  value: number,
  unit: string,
  reference: string,
  against: number,
): Measurement => ({
  name: `store: ${name}`,
  value: rounded(value),
  unit,
  reference,
  ratio: rounded(value / against),
});

const peers = ['raw', 'rxdb', 'pouchdb'] as const;
const names = {
  raw: 'raw IndexedDB, four indexes',
  rxdb: 'RxDB, Dexie storage',
  pouchdb: 'PouchDB, indexeddb',
};

/** The same of ours beside each peer that has it. */
const beside = (
  name: string,
  value: number,
  unit: string,
  results: Results,
  of: (peer: Sized<EngineResult>) => number | undefined,
): Measurement[] =>
  peers.flatMap((peer) => {
    const against = of(results[peer]);
    return against === undefined ? [] : [line(name, value, unit, names[peer], against)];
  });

const wholeLines = ({ synced, opened, blank, empty, full }: WholeApp, results: Results): Measurement[] => [
  line('whole application, first sync over HTTP', synced, 'events/s', names.raw, results.raw.intake),
  line(
    'whole application, password to first screen',
    opened,
    'ms',
    'raw getAll of all rows',
    results.raw.open ?? NaN,
  ),
  ...(blank !== undefined && empty !== undefined && full !== undefined
    ? [
        line('whole application, signed out (PSS)', empty, 'MB', 'blank window', blank),
        line('whole application with all cases (PSS)', full, 'MB', 'blank window', blank),
      ]
    : []),
];

/** The working store in real Electron at `cases` cases, beside what it stands on and its peers on the same records. */
export async function measureStore({ cases }: { cases: number }): Promise<Measurement[]> {
  const results = await runWindow<Results>(cases);
  const whole = await measureWholeApp(cases);
  const { raw, intake, history, queries } = results;
  const { save } = queries;
  const readAll = 'raw getAll of all rows';
  return [
    ...beside('intake of records', intake.rate, 'cases/s', results, (peer) => peer.intake),
    line('intake of a first sync, checked and folded', history.rate, 'events/s', names.raw, raw.intake),
    line('open to first worklist', queries.opened, 'ms', readAll, raw.open ?? NaN),
    ...beside('worklist page, median', queries.page.median, 'ms', results, (peer) => peer.page.median),
    ...beside('worklist page, p95', queries.page.p95, 'ms', results, (peer) => peer.page.p95),
    line('first look at an order, worst', queries.firstLook.worst, 'ms', names.raw, raw.page.worst),
    ...beside('counts of queues, p95', queries.count.p95, 'ms', results, (peer) => peer.count.p95),
    ...beside('counts of every filter, p95', queries.facets.p95, 'ms', results, (peer) => peer.count.p95),
    ...beside('search for a part of a name, p95', queries.name.p95, 'ms', results, (peer) => peer.name?.p95),
    line('search for whole pinyin, p95', queries.pinyin.p95, 'ms', 'part of a name', queries.name.p95),
    line('search for six digits, p95', queries.digits.p95, 'ms', 'part of a name', queries.name.p95),
    line(
      'durable save, median',
      save.ours.median,
      'ms',
      'append + fsync + one strict transaction',
      save.reference.median,
    ),
    line(
      'durable save, p95',
      save.ours.p95,
      'ms',
      'append + fsync + one strict transaction',
      save.reference.p95,
    ),
    ...beside('disk, summaries', intake.bytes / 2 ** 20, 'MB', results, (peer) => peer.bytes / 2 ** 20),
    line('disk, summaries and events', history.bytes / 2 ** 20, 'MB', names.raw, raw.bytes / 2 ** 20),
    ...wholeLines(whole, results),
  ];
}
