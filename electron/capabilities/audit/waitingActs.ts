import { join } from 'node:path';
import { z } from 'zod';
import { AuditAct } from '@shared/audit/auditEntry';
import { readIfPresent, writeDurably } from '../../files/durableFile';

/** What happens while nobody is signed in. */
export type WaitingAct = Extract<AuditAct, { what: 'signInFailed' | 'recoveryKeyUsed' }>;

const waits = (act: AuditAct): act is WaitingAct =>
  act.what === 'signInFailed' || act.what === 'recoveryKeyUsed';

/** Acts kept until the next sign-in; more than these are a sign by themselves. */
const most = 500;

/**
 * What happened while no key was open to seal it with: sign-ins that failed, uses of the recovery key. Names of accounts stand in the
 * vault's file in the open too; nothing else is kept.
 */
export const waitingActs = (folder: string) => {
  const path = join(folder, 'failed-sign-ins.json');
  const read = async (): Promise<WaitingAct[]> => {
    const text = await readIfPresent(path);
    const parsed = text && z.array(AuditAct).safeParse(JSON.parse(text.toString('utf8')));
    return parsed?.success ? parsed.data.filter(waits) : [];
  };
  return {
    note: async (act: WaitingAct) =>
      writeDurably(path, JSON.stringify([...(await read()), act].slice(-most))),
    /** Hands them over and forgets them once `take` has kept them. */
    handOver: async (take: (acts: WaitingAct[]) => Promise<boolean>) => {
      const acts = await read();
      if (acts.length > 0 && (await take(acts))) await writeDurably(path, '[]');
    },
  };
};
