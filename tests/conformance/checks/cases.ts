import { randomUUID } from 'node:crypto';
import type { CaseEvent, FormData, Payload } from '@shared/casework/event';
import { windowPart } from '@shared/casework/handling';
import type { PushResult } from '@shared/protocol/push';
import { problemIn, type Device, type Raw } from '../client';
import { expectThat, type Bench } from '../suite';

/** Holds an answer to be this problem. */
export function expectProblem(raw: Raw, code: string): void {
  const said = problemIn(raw);
  expectThat(said === code, () => `problem "${said}", expected "${code}"`);
}

const wordOf = (result: PushResult) =>
  result.kind === 'refused' ? `refused: ${result.refusal.kind}` : result.kind;

export function expectKind<K extends PushResult['kind']>(
  result: PushResult | undefined,
  kind: K,
): Extract<PushResult, { kind: K }> {
  if (result?.kind !== kind) throw new Error(`${result ? wordOf(result) : 'nothing'}, expected ${kind}`);
  return result as Extract<PushResult, { kind: K }>;
}

export function expectRefusal(result: PushResult | undefined, kind: string): void {
  const said = result ? wordOf(result) : 'nothing';
  expectThat(said === `refused: ${kind}`, () => `${said}, expected refused: ${kind}`);
}

/** The receipt of a new case, not yet signed. */
export const newCase = (device: Device, receipt: Payload<'application.received'>): CaseEvent =>
  device.event('application.received', { caseId: randomUUID(), baseVersion: 0 }, receipt);

/** A case that a device has just received. */
export async function receive({ receipt }: Pick<Bench, 'receipt'>, device: Device) {
  const signed = device.sign(newCase(device, receipt()));
  const { caseId } = signed.body.event;
  const [result] = await device.push(signed);
  return { caseId, signed, result: expectKind(result, 'accepted') };
}

export const amend = (
  device: Device,
  caseId: string,
  baseVersion: number,
  form: FormData,
  originDivision?: string,
) =>
  device.event(
    'application.amended',
    { caseId, baseVersion, ...(originDivision === undefined ? {} : { originDivision }) },
    { form },
  );

type About = { caseId: string; baseVersion: number };

/** 转办: the work of the window passes to another township. */
export const transfer = (from: Device, to: Pick<Device, 'divisionCode'>, about: About) =>
  from.event('case.transferred', about, {
    fromDivision: from.divisionCode,
    toDivision: to.divisionCode,
    parts: [windowPart],
    reason: '申请人居住地在该乡',
  });

/** What a stream has of a case, in the order in which it came. */
export const versionsIn = async (device: Device, caseId: string): Promise<string> =>
  (await device.stream())
    .filter(({ signed }) => signed.body.event.caseId === caseId)
    .map(({ version }) => version)
    .join();
