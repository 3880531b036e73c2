import { join } from 'node:path';
import { z } from 'zod';
import { AuditAct } from '@shared/audit/auditEntry';
import { readIfPresent, writeDurably } from '../../files/durableFile';

type FailedSignIn = Extract<AuditAct, { what: 'signInFailed' }>;

/** Failures kept until the next sign-in; more than these are a sign by themselves. */
const most = 500;

/**
 * Sign-ins that failed while no key was open to seal them with. Names of accounts stand in the vault's file in the open too;
 * nothing else is kept.
 */
export const failedSignIns = (folder: string) => {
  const path = join(folder, 'failed-sign-ins.json');
  const read = async (): Promise<FailedSignIn[]> => {
    const text = await readIfPresent(path);
    const parsed = text && z.array(AuditAct).safeParse(JSON.parse(text.toString('utf8')));
    return parsed?.success ? parsed.data.filter((act) => act.what === 'signInFailed') : [];
  };
  return {
    note: async (failure: FailedSignIn) =>
      writeDurably(path, JSON.stringify([...(await read()), failure].slice(-most))),
    /** Hands them over and forgets them once `take` has kept them. */
    handOver: async (take: (failures: FailedSignIn[]) => Promise<boolean>) => {
      const failures = await read();
      if (failures.length > 0 && (await take(failures))) await writeDurably(path, '[]');
    },
  };
};
