import { expect, it } from 'vitest';
import { emptyCase } from '@shared/casework/caseState';
import { TerminationGround, type CaseEventOf } from '@shared/casework/event';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { buildTransitions } from '@shared/casework/transitions';
import { terminationGrounds } from './terminationGrounds';

const transitions = buildTransitions(sampleItem);
const ending = Object.keys(transitions).filter((state) => transitions[state]?.['case.terminated']);

const ended = (ground: TerminationGround): CaseEventOf<'case.terminated'> => ({
  id: crypto.randomUUID(),
  caseId: crypto.randomUUID(),
  baseVersion: 1,
  originDivision: '230828101',
  actor: { accountId: crypto.randomUUID(), name: '李波', roles: ['decider'], divisionCode: '230828' },
  recordedAt: '2026-03-20T09:00:00+08:00',
  type: 'case.terminated',
  payload: { ground, reason: '测试', forwardedTo: '佳木斯市林业和草原局' },
});

it.each(ending)('offers in %s the grounds that the machine takes there, and no other', (state) => {
  const [step] = transitions[state]?.['case.terminated'] ?? [];
  const lapsing = {
    ...emptyCase(sampleItem),
    materials: {
      photo: {
        materialId: 'photo',
        status: 'tolerated' as const,
        presented: 'original' as const,
        copies: 1,
        files: [],
      },
    },
  };
  for (const facts of [emptyCase(sampleItem), lapsing]) {
    const taken = TerminationGround.options.filter((ground) =>
      step?.rules.every(
        (rule) => rule({ item: sampleItem, state: facts, event: ended(ground) }) === undefined,
      ),
    );
    expect([...terminationGrounds(state, facts)].sort()).toEqual([...taken].sort());
  }
});
