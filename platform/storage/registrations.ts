import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Id } from '@shared/casework/identifiers';
import type { Database } from './database';

const Registration = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('device'),
    device_id: Id,
    division_code: z.string(),
    device_number: z.number().int().positive(),
    device_name: z.string(),
    admission_secret: z.string(),
  }),
  z.strictObject({
    kind: z.literal('credential'),
    credential_id: Id,
    account_id: Id,
    device_id: Id,
    public_key: z.string(),
  }),
]);
export type Registration = z.infer<typeof Registration>;

/** Devices and their keys, in a file outside the database: one that is restored still knows whose signature is whose. */
export type Registrations = {
  /** Resolves when it is on the disk; to be called before the registration is answered. */
  note: (registration: Registration) => Promise<void>;
};

/** A line that a crash cut short was never answered. */
function read(line: string): Registration[] {
  try {
    return [Registration.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

/** Puts back what a restored database lacks. Keys of accounts that it lacks too stay in the file. */
async function putBack(db: Database, known: readonly Registration[]): Promise<void> {
  const [devices, credentials, accounts, divisions] = await Promise.all([
    db.selectFrom('devices').select('device_id').execute(),
    db.selectFrom('credentials').select('credential_id').execute(),
    db.selectFrom('accounts').select('account_id').execute(),
    db.selectFrom('divisions').select('code').execute(),
  ]);
  const there = new Set([
    ...devices.map((row) => row.device_id),
    ...credentials.map((row) => row.credential_id),
  ]);
  const owners = new Set([...accounts.map((row) => row.account_id), ...divisions.map((row) => row.code)]);
  for (const registration of known) {
    if (registration.kind === 'device') {
      const { kind: _, ...row } = registration;
      if (there.has(row.device_id) || !owners.has(row.division_code)) continue;
      const put = db.insertInto('devices').values({ ...row, revoked_at: null });
      await put.onConflict((conflict) => conflict.doNothing()).execute();
      there.add(row.device_id);
    } else {
      const { kind: _, ...row } = registration;
      if (there.has(row.credential_id) || !owners.has(row.account_id) || !there.has(row.device_id)) continue;
      const put = db.insertInto('credentials').values({ ...row, revoked_at: null });
      await put.onConflict((conflict) => conflict.doNothing()).execute();
    }
  }
}

/** Opens the file and puts back what the database lacks of it. */
export async function openRegistrations(folder: string, db: Database): Promise<Registrations> {
  const path = join(folder, 'registrations.jsonl');
  const text = await readFile(path, 'utf8').catch(() => '');
  await putBack(db, text.split('\n').flatMap(read));
  return {
    note: async (registration) => {
      const file = await open(path, 'a', 0o600);
      try {
        // A line of its own, also behind one that was cut short.
        await file.write(`\n${JSON.stringify(registration)}\n`);
        await file.datasync();
      } finally {
        await file.close();
      }
    },
  };
}
