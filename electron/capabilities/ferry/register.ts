import { join } from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import { z } from 'zod';
import { CarriedBundle, SentBundle } from '@shared/bridge/ferry';
import { Instant, Sha256 } from '@shared/casework/identifiers';
import { FerryKeys } from '@shared/protocol/ferry';
import { associatedText } from '@shared/sealing/sealedRecord';
import { chainStart } from '@shared/sealing/signedEntry';
import { readIfPresent, writeDurably } from '../../files/durableFile';
import { openSeal, seal } from '../../sealing/seal';
import type { OpenSession } from '../session/openSession';

/** The register 摆渡登记 of a device, sealed under its data key: its own key, the platform's, and every bundle. */
export const FerryRegister = z.strictObject({
  payloadVersion: z.literal(1),
  /** age; opens what comes back. */
  identity: z.string().startsWith('AGE-SECRET-KEY-'),
  platform: FerryKeys.optional(),
  /** Number and hash of the last bundle that was begun. */
  last: z.strictObject({ number: z.number().int().nonnegative(), hash: Sha256 }),
  /** Newest first. */
  sent: z.array(SentBundle),
  /** Labels' hashes of receipts that were taken in, the newest last. */
  taken: z.array(Sha256),
  /** When the platform said last who still works here. */
  standingAt: Instant.optional(),
  carried: z.array(CarriedBundle),
});
export type FerryRegister = z.infer<typeof FerryRegister>;

/** How many bundles are remembered. */
const kept = 300;
const associated = associatedText('ferry', 'register', 1);

type Keyed = Pick<OpenSession, 'dataKey'>;

/** The register of a user-data folder. */
export type Registers = {
  read: (open: Keyed) => Promise<FerryRegister>;
  /** Changes the register, durably; changes are made one after the other. */
  change: (open: Keyed, how: (register: FerryRegister) => FerryRegister) => Promise<FerryRegister>;
};

export function createRegisters(userData: string): Registers {
  const path = join(userData, 'ferry', 'register.sealed');
  let turn: Promise<unknown> = Promise.resolve();

  async function readOrBegin({ dataKey }: Keyed): Promise<FerryRegister> {
    const record = await readIfPresent(path);
    const plain = record && openSeal(dataKey, record, associated);
    // One that does not open (its device was set aside, a damaged file) is begun anew: numbers repeat then, which harms nothing.
    const parsed = plain && FerryRegister.safeParse(JSON.parse(plain.toString('utf8')));
    if (parsed?.success === true) return parsed.data;
    return {
      payloadVersion: 1,
      identity: await generateX25519Identity(),
      last: { number: 0, hash: chainStart },
      sent: [],
      taken: [],
      carried: [],
    };
  }
  async function change(open: Keyed, how: (register: FerryRegister) => FerryRegister) {
    const next = how(await readOrBegin(open));
    const trimmed: FerryRegister = {
      ...next,
      sent: next.sent.slice(0, kept),
      carried: next.carried.slice(0, kept),
      taken: next.taken.slice(-kept),
    };
    await writeDurably(path, seal(open.dataKey, Buffer.from(JSON.stringify(trimmed)), associated));
    return trimmed;
  }
  return {
    read: readOrBegin,
    change(open, how) {
      const changed = turn.then(() => change(open, how));
      turn = changed.catch(() => undefined);
      return changed;
    },
  };
}
