import { randomUUID } from 'node:crypto';
import type { FormData, MaterialRecord, Payload } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { Device } from './client';

/** A platform to be checked, and what its operator has made for the checking: unused codes and an account of two offices. */
export type Subject = {
  url: string;
  /** Unused enrolment codes of one office: three are used up. */
  codes: readonly string[];
  loginName: string;
  /**
   * Two codes and two accounts of another township of the same county, which has nothing to do with the first one's cases yet: one for
   * the window, and one that examines, because opinions are given by those.
   */
  otherCodes: readonly string[];
  otherLoginName: string;
  otherExaminerLoginName: string;
  password: string;
  /**
   * A service item that the platform has in force, whose window and first stage the accounts may work on, and a form of it as a clerk
   * would fill it in.
   */
  itemCode: string;
  form: FormData;
  /** Two fields of that form that a clerk may change, with other values. */
  changes: readonly [FormData, FormData];
};

/** Two devices of one office and two of another, at work. */
export type Bench = {
  subject: Subject;
  first: Device;
  second: Device;
  stranger: Device;
  examiner: Device;
  item: ServiceItem;
  receipt: Receipt;
};
/** The receipt of a new case; `handIn` says what was handed in for each paper, by default nothing. */
type Receipt = (handIn?: (missing: MaterialRecord) => MaterialRecord) => Payload<'application.received'>;

/** One sentence of the protocol that is held against the platform; throws with what it did instead. */
export type Check = { name: string; run: (bench: Bench) => Promise<void> };

export type Verdict = { name: string; fault?: string };

export function expectThat(condition: boolean, instead: () => string): void {
  if (!condition) throw new Error(instead());
}

async function itemInForce(device: Device, { itemCode }: Subject): Promise<ServiceItem> {
  const { items } = await device.call('catalogue', {});
  const item = items.find(({ code }) => code === itemCode);
  if (!item) throw new Error(`the platform has no item ${itemCode} in force`);
  return item;
}

const receiptOf =
  (device: Device, item: ServiceItem, { form }: Subject): Receipt =>
  (handIn = (missing) => missing) => ({
    itemCode: item.code,
    itemVersion: item.version,
    provisionalNumber: `暂${device.divisionCode}-${randomUUID().slice(0, 13)}`,
    channel: 'window',
    form,
    materials: item.materials.map(({ id }) =>
      handIn({ materialId: id, status: 'missing', presented: 'original', copies: 0, files: [] }),
    ),
  });

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
  const { url, codes, loginName, otherCodes, otherLoginName, otherExaminerLoginName, password } = subject;
  const [one = '', two = ''] = codes;
  const [three = '', four = ''] = otherCodes;
  const first = await atWork(url, one, loginName, password);
  const second = await atWork(url, two, loginName, password);
  const stranger = await atWork(url, three, otherLoginName, password);
  const examiner = await atWork(url, four, otherExaminerLoginName, password);
  const item = await itemInForce(first, subject);
  const receipt = receiptOf(first, item, subject);
  const bench = { subject, first, second, stranger, examiner, item, receipt };
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
