import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaseEvent, caseEventTypes, FormData } from '@shared/casework/event';
import { readSnapshot, workflowOf } from '@shared/casework/machine';
import { applicationsOf, explore, type Explored } from '@shared/casework/testing/explore';
import { ServiceItem } from '@shared/catalogue/serviceItem';
import { projectRoot } from '../driver/projectRoot';

const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(projectRoot, ...path), 'utf8'));
const items = readdirSync(join(projectRoot, 'resources', 'catalogue'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => ServiceItem.parse(read('resources', 'catalogue', name)));
const formOf = (item: ServiceItem) => FormData.parse(read('tests', 'fixtures', 'forms', `${item.code}.json`));

/** What travels: an event as text and back, as the other side reads it. */
const overTheWire = (event: CaseEvent) => CaseEvent.parse(JSON.parse(JSON.stringify(event)));
const seen = (snapshot: Explored['snapshot']) => JSON.stringify(readSnapshot(snapshot));

describe.each(items.map((item) => [item.code, item] as const))('the machine of %s', (_, item) => {
  const workflow = workflowOf(item);
  // The platform has read the definition for itself.
  const otherSide = workflowOf(ServiceItem.parse(JSON.parse(JSON.stringify(item))));
  const explored = applicationsOf(item, formOf(item)).flatMap((application) =>
    explore(workflow, application),
  );

  it('takes every declared step on some way, and comes to the same case on both sides', () => {
    const taken = new Set<string>();
    for (const { history, snapshot, legal } of explored) {
      const other = otherSide.fold(history.map(overTheWire));
      expect(seen(other)).toBe(seen(snapshot));
      const { state } = readSnapshot(snapshot);
      for (const { event, step } of legal) {
        taken.add(`${state} ${event.type} ${workflow.transitions[state]?.[event.type]?.indexOf(step)}`);
        expect(otherSide.decide(other, overTheWire(event)).kind).toBe('accepted');
      }
    }
    const declared = Object.entries(workflow.transitions).flatMap(([state, steps]) =>
      Object.entries(steps).flatMap(([type, options]) =>
        options.map((_option, index) => `${state} ${type} ${index}`),
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
        expect(workflow.decide(snapshot, event)).toEqual({
          kind: 'refused',
          refusal: { kind: 'notNow', state },
        });
        expect(seen(snapshot)).toBe(before);
      }
    }
    expect([...visited].sort()).toEqual(Object.keys(workflow.transitions).sort());
  });
});
