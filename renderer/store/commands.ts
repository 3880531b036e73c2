import { shanghaiDate } from '@shared/calendar/dates';
import type { Actor, CaseEvent } from '@shared/casework/event';
import { CaseEvent as CaseEventSchema } from '@shared/casework/event';
import { workflowOf, type CaseSnapshot, type Workflow } from '@shared/casework/machine';
import { representativeIn } from '@shared/casework/representative';
import type { Refusal } from '@shared/casework/rules/refusal';
import { formatProvisionalNumber } from '@shared/identity/caseNumber';
import { actorsOf } from './actors';
import { foldCase, type FoldedCase } from './foldCase';
import { isStuck, mendStore, noteStuck, takeAppended } from './ownEvents';
import { readCases } from './reading';
import type { Intake, Performed, StepCommand } from './storeApi';
import { isOfDatabase, patience, StoreStuck, within } from './within';
import { isBehind, type WorkingStore } from './workingStore';

/** A case as a command finds it. */
export type At = {
  caseId: string;
  originDivision: string;
  base: FoldedCase['base'];
  workflow: Workflow;
  snapshot: CaseSnapshot;
};

export type Decided =
  { kind: 'decided'; events: CaseEvent[]; snapshot: CaseSnapshot } | { kind: 'refused'; refusal: Refusal };

/** Asks the machine about each step in turn, as the person and then as those they stand in for. Writes nothing. */
export function decideSteps(store: WorkingStore, at: At, steps: readonly StepCommand[]): Decided {
  const recordedAt = store.now().toISOString();
  const { caseId, originDivision, base, workflow } = at;
  const events: CaseEvent[] = [];
  let { snapshot } = at;
  for (const step of steps) {
    const as = (actor: Actor) =>
      CaseEventSchema.parse({
        id: crypto.randomUUID(),
        caseId,
        ...base,
        originDivision,
        actor,
        recordedAt,
        ...step,
      });
    const tried = actorsOf(store).map((actor) => {
      const event = as(actor);
      return { event, verdict: workflow.decide(snapshot, event) };
    });
    const taken = tried.find(({ verdict }) => verdict.kind === 'accepted');
    const first = tried[0]?.verdict;
    if (taken?.verdict.kind !== 'accepted') {
      if (first?.kind !== 'refused') throw new Error('a step that nobody took was refused');
      return first;
    }
    snapshot = taken.verdict.snapshot;
    events.push(taken.event);
  }
  return { kind: 'decided', events, snapshot };
}

/** Lets the ledger write all of these events, and takes them in. */
export async function append(
  store: WorkingStore,
  caseId: string,
  events: CaseEvent[],
  discardDraft?: string,
): Promise<Performed> {
  const appended = await store.port.call('ledger.append', { events });
  if (appended.kind === 'diskFull') return appended;
  await takeAppended(store, appended.signed, discardDraft);
  const summary = store.memory.get(caseId)?.summary;
  return { kind: 'saved', caseId, number: summary?.officialNumber ?? summary?.provisionalNumber ?? '' };
}

async function take(
  store: WorkingStore,
  at: At,
  steps: readonly StepCommand[],
  discardDraft?: string,
): Promise<Performed> {
  const decided = decideSteps(store, at, steps);
  return decided.kind === 'refused' ? decided : append(store, at.caseId, decided.events, discardDraft);
}

/** The case as it stands here; undefined where this device does not have it. */
export async function findCase(store: WorkingStore, caseId: string): Promise<At | undefined> {
  const events = (await readCases(store, [caseId])).get(caseId)?.values() ?? [];
  const folded = foldCase([...events], store.items, store.marks.epoch);
  if (folded.kind !== 'folded') return undefined;
  const { workflow, snapshot, base } = folded;
  return { caseId, originDivision: folded.facts.originDivision, base, workflow, snapshot };
}

/** The refusal for a case that is not here. */
export const noSuchCase: Performed = { kind: 'refused', refusal: { kind: 'notNow', state: 'blank' } };

/** Takes steps on one case, all or none. */
export const perform = (
  store: WorkingStore,
  caseId: string,
  steps: readonly StepCommand[],
): Promise<Performed> =>
  store.queue(async () => {
    await mendStore(store);
    if (isStuck(store)) return { kind: 'diskFull' } as const;
    try {
      const at = await within(patience, findCase(store, caseId));
      return at ? await take(store, at, steps) : noSuchCase;
    } catch (error) {
      // Nothing has been appended: a database without an answer, or one that fails while it is behind, is one on a full disk.
      const isFull = error instanceof StoreStuck || (isOfDatabase(error) && isBehind(store));
      if (!isFull) throw error;
      noteStuck(store, error);
      return { kind: 'diskFull' } as const;
    }
  });

/**
 * The next provisional number 暂编号 of this device today; `ahead` skips numbers that the same command gives out. It is given
 * out for good once the ledger has written it.
 */
export function nextNumber({ session, marks, now }: WorkingStore, ahead = 0): string {
  const { divisionCode, deviceNumber } = session.device;
  const date = shanghaiDate(now().toISOString());
  const sequence = (marks.numbers[date] ?? 0) + 1 + ahead;
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
    if (isStuck(store)) return { kind: 'diskFull' } as const;
    const item = store.items.current(intake.itemCode);
    if (!item) return { kind: 'refused', refusal: { kind: 'otherItem' } } as const;
    const { form, materials, late, draftId } = intake;
    const representative = representativeIn(item, form);
    const received: StepCommand = {
      type: 'application.received',
      payload: {
        itemCode: item.code,
        itemVersion: item.version,
        provisionalNumber: nextNumber(store),
        channel: 'window',
        form,
        materials,
        ...(representative ? { representative } : {}),
      },
      ...(late ? { late } : {}),
    };
    const workflow = workflowOf(item);
    const at: At = {
      caseId: crypto.randomUUID(),
      originDivision: store.session.account.divisionCode,
      base: { baseVersion: 0 },
      workflow,
      snapshot: workflow.start(),
    };
    return take(store, at, [received, ...then], draftId);
  });
