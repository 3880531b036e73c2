import { shanghaiDate } from '@shared/calendar/dates';
import type { Actor, CaseEvent } from '@shared/casework/event';
import { CaseEvent as CaseEventSchema } from '@shared/casework/event';
import { workflowOf, type CaseSnapshot, type Workflow } from '@shared/casework/machine';
import { formatProvisionalNumber } from '@shared/identity/caseNumber';
import { foldCase } from './foldCase';
import { mendStore, takeAppended } from './ownEvents';
import { readCases } from './reading';
import type { Intake, Performed, StepCommand } from './storeApi';
import type { WorkingStore } from './workingStore';

/** The signed-in person as events name them. */
export const actorOf = ({ session }: Pick<WorkingStore, 'session'>): Actor => {
  const { accountId, name, roles, divisionCode } = session.account;
  return { accountId, name, roles, divisionCode };
};

/** A case as a command finds it. */
type At = {
  caseId: string;
  originDivision: string;
  baseVersion: number;
  workflow: Workflow;
  snapshot: CaseSnapshot;
};

/** Asks the machine about each step in turn, lets the ledger write all of them, and takes them in. */
async function take(
  store: WorkingStore,
  at: At,
  steps: readonly StepCommand[],
  discardDraft?: string,
): Promise<Performed> {
  const actor = actorOf(store);
  const recordedAt = store.now().toISOString();
  const { caseId, originDivision, baseVersion, workflow } = at;
  const events: CaseEvent[] = [];
  let { snapshot } = at;
  for (const step of steps) {
    const id = crypto.randomUUID();
    const event = CaseEventSchema.parse({
      id,
      caseId,
      baseVersion,
      originDivision,
      actor,
      recordedAt,
      ...step,
    });
    const verdict = workflow.decide(snapshot, event);
    if (verdict.kind === 'refused') return verdict;
    snapshot = verdict.snapshot;
    events.push(event);
  }
  const appended = await store.port.call('ledger.append', { events });
  if (appended.kind === 'diskFull') return appended;
  await takeAppended(store, appended.signed, discardDraft);
  const summary = store.memory.get(caseId)?.summary;
  return { kind: 'saved', caseId, number: summary?.officialNumber ?? summary?.provisionalNumber ?? '' };
}

/** Takes steps on one case, all or none. */
export const perform = (
  store: WorkingStore,
  caseId: string,
  steps: readonly StepCommand[],
): Promise<Performed> =>
  store.queue(async () => {
    await mendStore(store);
    const events = (await readCases(store, [caseId])).get(caseId)?.values() ?? [];
    const folded = foldCase([...events], store.items, store.marks.epoch);
    if (folded.kind !== 'folded')
      return { kind: 'refused', refusal: { kind: 'notNow', state: 'blank' } } as const;
    const { workflow, snapshot, version: baseVersion } = folded;
    const { originDivision } = folded.facts;
    return take(store, { caseId, originDivision, baseVersion, workflow, snapshot }, steps);
  });

/** The next provisional number 暂编号 of this device today. It is given out for good once the ledger has written it. */
function nextNumber({ session, marks, now }: WorkingStore): string {
  const { divisionCode, deviceNumber } = session.device;
  const date = shanghaiDate(now().toISOString());
  const sequence = (marks.numbers[date] ?? 0) + 1;
  return formatProvisionalNumber({ divisionCode, deviceNumber, date, sequence });
}

/** Receives a new case 收件 and, where asked, takes further steps at once; its draft goes with it. */
export const receive = (
  store: WorkingStore,
  intake: Intake,
  then: readonly StepCommand[],
): Promise<Performed> =>
  store.queue(async () => {
    await mendStore(store);
    const item = store.items.current(intake.itemCode);
    if (!item) return { kind: 'refused', refusal: { kind: 'otherItem' } } as const;
    const { form, materials, draftId } = intake;
    const received: StepCommand = {
      type: 'application.received',
      payload: {
        itemCode: item.code,
        itemVersion: item.version,
        provisionalNumber: nextNumber(store),
        channel: 'window',
        form,
        materials,
      },
    };
    const workflow = workflowOf(item);
    const at: At = {
      caseId: crypto.randomUUID(),
      originDivision: store.session.account.divisionCode,
      baseVersion: 0,
      workflow,
      snapshot: workflow.start(),
    };
    return take(store, at, [received, ...then], draftId);
  });
