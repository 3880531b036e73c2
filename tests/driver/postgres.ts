import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** A PostgreSQL server of this run alone: its data in a temporary folder, its only door a socket in that folder. */
export type PostgresServer = {
  /** Address of one of its databases. */
  urlOf: (database: string) => string;
  createDatabase: (name: string) => Promise<void>;
  /** Folder of PostgreSQL's programs, and the folder of the socket, for pgbench and psql. */
  programs: string;
  socketFolder: string;
  /** Ends it and removes what it wrote. */
  stop: () => Promise<void>;
};

const superuser = 'longjiang';

/** The newest PostgreSQL on this machine: the distribution's own folders, then the path. */
function findPrograms(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => path.join(root, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(path.delimiter),
  ];
  const found = folders.find((folder) => existsSync(path.join(folder, 'initdb')));
  if (found === undefined) throw new Error('no PostgreSQL server was found; `npm test` installs or names it');
  return found;
}

/** PostgreSQL refuses to run as root; then it runs as the user that its package has made, or as nobody. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (kind: '-u' | '-g', user: string) => {
    const { status, stdout } = spawnSync('id', [kind, user], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  };
  const user = idOf('-u', 'postgres') === undefined ? 'nobody' : 'postgres';
  return { uid: idOf('-u', user) ?? 65534, gid: idOf('-g', user) ?? 65534 };
}

/** Ends the server when this end of its standard input closes: also when this process was killed. */
const untilInputEnds =
  'exec 3<&0; "$@" </dev/null 3<&- & server=$!; { cat <&3 >/dev/null; kill -INT $server; } 2>/dev/null & wait $server';

async function whenAnswering(url: string, child: ChildProcess, log: () => string): Promise<void> {
  for (const began = Date.now(); ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended at its start: ${log()}`);
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    const answers = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (answers) return;
    if (Date.now() - began > 60_000) throw new Error(`PostgreSQL does not answer: ${log()}`);
  }
}

/**
 * Starts a server. `durable`: with every commit synced to the disk, as in production; without it faster, for tests that never cut
 * the power.
 */
export async function startPostgres({ durable }: { durable: boolean }): Promise<PostgresServer> {
  const programs = findPrograms();
  const user = serverUser();
  const folder = await mkdtemp(path.join(tmpdir(), 'longjiang-pg-'));
  if (user) await chown(folder, user.uid, user.gid);
  const data = path.join(folder, 'data');
  const made = spawnSync(
    path.join(programs, 'initdb'),
    ['-D', data, '-U', superuser, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { cwd: folder, encoding: 'utf8', ...user },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const relaxed = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'max_connections=600',
    'shared_buffers=128MB',
    ...(durable ? [] : relaxed),
  ].flatMap((setting) => ['-c', setting]);
  const words = [path.join(programs, 'postgres'), '-D', data, ...settings];
  const child = spawn('/bin/sh', ['-c', untilInputEnds, 'sh', ...words], {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
    ...user,
  });
  let log = '';
  child.stderr.on('data', (piece: Buffer) => (log = (log + piece.toString()).slice(-4000)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const urlOf = (database: string) =>
    `postgresql://${superuser}@localhost/${database}?host=${encodeURIComponent(folder)}`;
  const stop = async () => {
    child.stdin.end();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await whenAnswering(urlOf('postgres'), child, () => log);
  } catch (error) {
    await stop();
    throw error;
  }
  const createDatabase = async (name: string) => {
    const client = new pg.Client({ connectionString: urlOf('postgres') });
    await client.connect();
    await client.query(`create database ${name}`).finally(() => client.end());
  };
  return { urlOf, createDatabase, programs, socketFolder: folder, stop };
}
