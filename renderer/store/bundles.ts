import { receivedOn } from '@shared/casework/caseState';
import { type CaseEvent, type FormData, type FormValue, type MaterialRecord } from '@shared/casework/event';
import { readSnapshot, workflowOf } from '@shared/casework/machine';
import { outcomeOf } from '@shared/casework/outcome';
import { holds } from '@shared/catalogue/expression';
import type { BundleChild } from '@shared/catalogue/serviceItem';
import { append, decideSteps, findCase, nextNumber, noSuchCase, type At } from './commands';
import { mendStore } from './ownEvents';
import type { Performed, StepCommand } from './storeApi';
import type { WorkingStore } from './workingStore';

/** The child's form out of the bundle's: nothing is typed twice. */
function childForm(child: BundleChild, form: FormData): FormData {
  const entries = Object.entries(child.form).map(([field, source]): [string, FormValue | undefined] => [
    field,
    typeof source === 'string' ? form[source] : source.value,
  ]);
  return Object.fromEntries(entries.filter((entry): entry is [string, FormValue] => entry[1] !== undefined));
}

/** The child's materials out of the bundle's: the same files, handed in once. */
const childMaterials = (child: BundleChild, materials: Readonly<Record<string, MaterialRecord>>) =>
  Object.entries(child.materials).flatMap(([materialId, source]) => {
    const record = materials[source];
    return record ? [{ ...record, materialId }] : [];
  });

/** The events that open one child: received, and accepted where nothing is missing. */
function openChild(store: WorkingStore, parent: At, child: BundleChild, ahead: number) {
  const item = store.items.current(child.itemCode);
  if (!item) return { kind: 'refused' as const, refusal: { kind: 'otherItem' as const } };
  const { facts } = readSnapshot(parent.snapshot);
  const workflow = workflowOf(item);
  const at: At = {
    caseId: crypto.randomUUID(),
    originDivision: parent.originDivision,
    base: { baseVersion: 0 },
    workflow,
    snapshot: workflow.start(),
  };
  const received: StepCommand = {
    type: 'application.received',
    payload: {
      itemCode: item.code,
      itemVersion: item.version,
      provisionalNumber: nextNumber(store, ahead),
      channel: facts.channel ?? 'window',
      form: childForm(child, facts.form),
      materials: childMaterials(child, facts.materials),
      ...(facts.representative ? { representative: facts.representative } : {}),
      bundle: { caseId: parent.caseId, childId: child.id },
    },
  };
  const acceptedOn = facts.accepted?.acceptedOn;
  const accepted: StepCommand[] =
    acceptedOn === undefined ? [] : [{ type: 'application.accepted', payload: { acceptedOn } }];
  const whole = decideSteps(store, at, [received, ...accepted]);
  const decided = whole.kind === 'decided' ? whole : decideSteps(store, at, [received]);
  return decided.kind === 'refused' ? decided : { ...decided, caseId: at.caseId, child };
}

/** 启动联办: opens the children that the bundle's form asks for; the parent and all of them, or nothing. */
export const openBundle = (store: WorkingStore, caseId: string): Promise<Performed> =>
  store.queue(async () => {
    await mendStore(store);
    const parent = await findCase(store, caseId);
    if (!parent) return noSuchCase;
    const { facts } = readSnapshot(parent.snapshot);
    const on = { receivedOn: receivedOn(facts) };
    const wanted = (parent.workflow.item.bundle ?? []).filter(({ onlyWhen }) =>
      holds(onlyWhen, facts.form, on),
    );
    const events: CaseEvent[] = [];
    const children: { childId: string; caseId: string; itemCode: string }[] = [];
    for (const [index, child] of wanted.entries()) {
      const opened = openChild(store, parent, child, index);
      if (opened.kind === 'refused') return opened;
      events.push(...opened.events);
      children.push({ childId: child.id, caseId: opened.caseId, itemCode: child.itemCode });
    }
    const told = decideSteps(store, parent, [{ type: 'bundle.opened', payload: { children } }]);
    if (told.kind === 'refused') return told;
    return append(store, caseId, [...told.events, ...events]);
  });

/** Tells a bundle how its children ended that are closed by now. */
export const gatherBundle = (store: WorkingStore, caseId: string): Promise<Performed> =>
  store.queue(async () => {
    await mendStore(store);
    const parent = await findCase(store, caseId);
    if (!parent) return noSuchCase;
    const steps: StepCommand[] = [];
    const { state, facts } = readSnapshot(parent.snapshot);
    for (const { childId, caseId: childCase, outcome } of facts.children) {
      if (outcome !== undefined) continue;
      const child = await findCase(store, childCase);
      const ended = child && outcomeOf(readSnapshot(child.snapshot));
      if (ended) steps.push({ type: 'bundle.childFinished', payload: { childId, outcome: ended } });
    }
    if (steps.length === 0) return { kind: 'refused', refusal: { kind: 'notNow', state } };
    const decided = decideSteps(store, parent, steps);
    return decided.kind === 'refused' ? decided : append(store, caseId, decided.events);
  });
