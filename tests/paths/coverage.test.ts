import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaseEvent, caseEventTypes, FormData, type CaseEventType } from '@shared/casework/event';
import { readSnapshot, workflowOf } from '@shared/casework/machine';
import { applicationsOf, explore, type Explored } from '@shared/casework/testing/explore';
import { exploredOn, type Application } from '@shared/casework/testing/legalEvents';
import { stageState, states, type Step } from '@shared/casework/transitions';
import { holds } from '@shared/catalogue/expression';
import { ServiceItem } from '@shared/catalogue/serviceItem';
import { projectRoot } from '../driver/projectRoot';

const folder = (...path: string[]) => readdirSync(join(projectRoot, ...path));
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(projectRoot, ...path), 'utf8'));
const items = folder('resources', 'catalogue')
  .filter((name) => name.endsWith('.json'))
  .map((name) => ServiceItem.parse(read('resources', 'catalogue', name)));

/** The item's filled forms: `<code>.json` and, for other ways through the stages, `<code>.<which>.json`. */
const formsOf = ({ code }: ServiceItem) =>
  folder('tests', 'fixtures', 'forms')
    .filter((name) => name.startsWith(`${code}.`) && name.endsWith('.json'))
    .map((name) => FormData.parse(read('tests', 'fixtures', 'forms', name)));

/** What travels: an event as text and back, as the other side reads it. */
const overTheWire = (event: CaseEvent) => CaseEvent.parse(JSON.parse(JSON.stringify(event)));
const seen = (snapshot: Explored['snapshot']) => JSON.stringify(readSnapshot(snapshot));

/** Steps that lead on to the next stage that the form asks for. */
const onward: readonly CaseEventType[] = [
  'application.accepted',
  'application.deemedAccepted',
  'stage.completed',
  'stage.skipped',
];

describe.each(items.map((item) => [item.code, item] as const))('the machine of %s', (_, item) => {
  const workflow = workflowOf(item);
  // The platform has read the definition for itself.
  const otherSide = workflowOf(ServiceItem.parse(JSON.parse(JSON.stringify(item))));
  const applications = formsOf(item).flatMap((form) => applicationsOf(item, form));
  const explored = applications.flatMap((application) => explore(workflow, application));

  const isAsked = (expression: string | undefined, { form }: Application) =>
    holds(expression, form, { receivedOn: exploredOn });
  const courses = applications.map((application) =>
    item.stages.filter(({ onlyWhen }) => isAsked(onlyWhen, application)).map(stageState),
  );
  /** Conditions may exclude each other: then no form leads past both, and the step for it is never meant. */
  const isEverMeant = (state: string, type: CaseEventType, options: readonly Step[], { target }: Step) =>
    item.bundle !== undefined ||
    !onward.includes(type) ||
    courses
      .filter((course) => course.includes(state) || state === states.received)
      .some((course) => options.find((one) => course.includes(one.target))?.target === target);

  it('has a form that goes through each conditional stage, and one that does not', () => {
    for (const { id, onlyWhen } of item.stages.filter((stage) => stage.onlyWhen !== undefined)) {
      const ways = new Set(applications.map((application) => isAsked(onlyWhen, application)));
      expect([id, ways.size]).toEqual([id, 2]);
    }
  });

  it('takes every declared step on some way, and comes to the same case on both sides', () => {
    const taken = new Set<string>();
    for (const { history, snapshot, legal } of explored) {
      const { state } = readSnapshot(snapshot);
      const other = otherSide.fold(history.map(overTheWire));
      expect(seen(other) === seen(snapshot), state).toBe(true);
      for (const { event, step } of legal) {
        taken.add(`${state} ${event.type} ${workflow.transitions[state]?.[event.type]?.indexOf(step)}`);
        expect(otherSide.decide(other, overTheWire(event)).kind).toBe('accepted');
      }
    }
    const declared = Object.entries(workflow.transitions).flatMap(([state, steps]) =>
      (Object.entries(steps) as [CaseEventType, readonly Step[]][]).flatMap(([type, options]) =>
        options.flatMap((option, index) =>
          isEverMeant(state, type, options, option) ? [`${state} ${type} ${index}`] : [],
        ),
      ),
    );
    expect(declared.filter((step) => !taken.has(step))).toEqual([]);
  });

  it('refuses what its state does not know, from every state, and nothing changes', () => {
    const samples = new Map(explored.flatMap(({ legal }) => legal.map(({ event }) => [event.type, event])));
    const visited = new Set<string>();
    for (const { snapshot } of explored) {
      const { state } = readSnapshot(snapshot);
      if (visited.has(state)) continue;
      visited.add(state);
      for (const type of caseEventTypes) {
        const event = samples.get(type);
        if (!event || workflow.transitions[state]?.[type]) continue;
        const before = seen(snapshot);
        const refusal = { kind: 'notNow', state };
        expect(workflow.decide(snapshot, event)).toEqual({ kind: 'refused', refusal });
        expect(seen(snapshot)).toBe(before);
      }
    }
    expect([...visited].sort()).toEqual(Object.keys(workflow.transitions).sort());
  });
});
