import { describe, expect, it } from 'vitest';
import type { CaseEventType } from '@shared/casework/event';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { buildTransitions } from '@shared/casework/transitions';
import { inOrder, keysOf, layOut } from './stepOrder';

const states = Object.entries(buildTransitions(sampleItem)).map(([state, steps]) => {
  const types = (Object.keys(steps) as CaseEventType[]).filter(
    (type) =>
      !['document.printed', 'application.received', 'bundle.opened', 'bundle.childFinished'].includes(type),
  );
  return { state, types: inOrder(types.map((type) => ({ type }))).map(({ type }) => type) };
});

describe.each(states.filter(({ types }) => types.length > 0))('the bar in $state', ({ types }) => {
  it('offers every step in exactly one place, and no wall of buttons', () => {
    const { usual, dangerous, menu } = layOut(types, false);
    expect([...usual, ...dangerous, ...menu].sort()).toEqual([...types].sort());
    expect(usual.length + dangerous.length).toBeLessThanOrEqual(4);
  });
  it('gives every step a key of its own', () => {
    const keys = keysOf(types);
    expect(types.filter((type) => !keys.has(type))).toEqual([]);
    expect(new Set(keys.values()).size).toBe(types.length);
    // P prints and M opens the menu.
    expect([...keys.values()].filter((key) => key === 'P' || key === 'M')).toEqual([]);
  });
});

it('keeps the rare steps of a crowded bar in the menu', () => {
  const types: CaseEventType[] = [
    'application.accepted',
    'supplement.requested',
    'application.amended',
    'application.notAccepted',
    'application.withdrawn',
    'case.terminated',
  ];
  expect(layOut(types, false).menu).toEqual(['application.withdrawn', 'case.terminated']);
  expect(layOut(types, true).menu).toContain('supplement.requested');
});
