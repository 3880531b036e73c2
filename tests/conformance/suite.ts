import { randomUUID } from 'node:crypto';
import type { FormData, Payload } from '@shared/casework/event';
import { Device } from './client';

/** A platform to be checked, and what its operator has made for the checking: unused codes and an account of two offices. */
export type Subject = {
  url: string;
  /** Unused enrolment codes of one office: three are used up. */
  codes: readonly string[];
  loginName: string;
  /** A code and an account of an office that has nothing to do with the first one's cases. */
  otherCode: string;
  otherLoginName: string;
  password: string;
  /** A service item that the platform has in force, and a form of it as a clerk would fill it in. */
  itemCode: string;
  form: FormData;
  /** Two fields of that form that a clerk may change, with other values. */
  changes: readonly [FormData, FormData];
};

/** Two devices of one office and one of another, at work. */
export type Bench = { subject: Subject; first: Device; second: Device; stranger: Device; receipt: Receipt };
type Receipt = () => Payload<'application.received'>;

/** One sentence of the protocol that is held against the platform; throws with what it did instead. */
export type Check = { name: string; run: (bench: Bench) => Promise<void> };

export type Verdict = { name: string; fault?: string };

export function expectThat(condition: boolean, instead: () => string): void {
  if (!condition) throw new Error(instead());
}

/** The receipt of a case as it is when no papers were handed in. */
async function receiptOf(device: Device, { itemCode, form }: Subject): Promise<Receipt> {
  const { items } = await device.call('catalogue', {});
  const item = items.find(({ code }) => code === itemCode);
  if (!item) throw new Error(`the platform has no item ${itemCode} in force`);
  const materials = item.materials.map(({ id }) => ({
    materialId: id,
    status: 'missing' as const,
    presented: 'original' as const,
    copies: 0,
    files: [],
  }));
  return () => ({
    itemCode,
    itemVersion: item.version,
    provisionalNumber: `暂${device.divisionCode}-${randomUUID().slice(0, 13)}`,
    channel: 'window',
    form,
    materials,
  });
}

async function atWork(url: string, code: string, loginName: string, password: string): Promise<Device> {
  const device = new Device(url);
  await device.enrol(code);
  await device.signIn(loginName, password);
  return device;
}

/** Runs every check, one after the other, on devices enrolled for it; a check that fails does not end the run. */
export async function runSuite(
  subject: Subject,
  checks: readonly Check[],
  tell: (verdict: Verdict) => void = () => undefined,
): Promise<Verdict[]> {
  const { url, codes, loginName, otherCode, otherLoginName, password } = subject;
  const [one = '', two = ''] = codes;
  const first = await atWork(url, one, loginName, password);
  const second = await atWork(url, two, loginName, password);
  const stranger = await atWork(url, otherCode, otherLoginName, password);
  const bench = { subject, first, second, stranger, receipt: await receiptOf(first, subject) };
  const verdicts: Verdict[] = [];
  for (const { name, run } of checks) {
    const fault = await run(bench).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const verdict = fault === undefined ? { name } : { name, fault };
    verdicts.push(verdict);
    tell(verdict);
  }
  return verdicts;
}
