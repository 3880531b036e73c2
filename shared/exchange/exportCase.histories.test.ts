import fc from 'fast-check';
import { expect, it } from 'vitest';
import { closureOf } from '../casework/closure';
import { CaseEvent } from '../casework/event';
import { readSnapshot, workflowOf } from '../casework/machine';
import { legalEvents } from '../casework/testing/legalEvents';
import { sampleItem } from '../casework/testing/sampleItem';
import { exportCase } from './exportCase';
import { allTables } from './tables';
import { exchangeInput } from './testing/exchangeInput';

const workflow = workflowOf(sampleItem);
const form = {
  applicantName: '样例',
  idNumber: '23082819000101001X',
  mobile: '13800001234',
  address: '汤原县某村',
};

/** Steps that end a case early, or lead it nowhere; a walk without them gets to the decision. */
const astray = new Set([
  'case.terminated',
  'application.withdrawn',
  'application.notAccepted',
  'application.amended',
  'document.printed',
  'stage.returned',
]);

type Walk = { choices: number[]; tolerate: boolean; lateAt: number; straight: boolean };

/** A history that the machine takes: at each step one of the events that are legal there, by a number drawn. */
function walk({ choices, tolerate, lateAt, straight }: Walk): CaseEvent[] {
  const history: CaseEvent[] = [];
  for (const choice of choices) {
    const snapshot = workflow.fold(history);
    const legal = legalEvents(workflow, snapshot, { form, tolerate }).filter(
      ({ event }) => !straight || !astray.has(event.type),
    );
    const chosen = legal[choice % Math.max(1, legal.length)];
    if (!chosen) break;
    history.push(entered(history, chosen.event, history.length === lateAt));
  }
  return history;
}

/** The same event entered two hours after it happened, where the machine takes it so. */
function entered(history: readonly CaseEvent[], event: CaseEvent, isLate: boolean): CaseEvent {
  if (!isLate) return event;
  const late = CaseEvent.parse({
    ...event,
    recordedAt: event.recordedAt.replace('T09:30', 'T11:30'),
    late: { occurredAt: event.recordedAt, reason: '停电' },
  });
  return workflow.decide(workflow.fold(history), late).kind === 'accepted' ? late : event;
}

const histories = fc
  .record({
    choices: fc.array(fc.nat(10_000), { minLength: 1, maxLength: 16 }),
    tolerate: fc.boolean(),
    lateAt: fc.nat(8),
    straight: fc.boolean(),
  })
  .map(walk);

it('gives every legal history all columns, in their formats, and tells which required ones are empty', () => {
  const endings = new Set<string>();
  fc.assert(
    fc.property(histories, (history) => {
      const input = exchangeInput(sampleItem, history);
      const { tables } = exportCase(input, { kind: 'full', reason: '核对数据' });
      expect(tables.map(({ key }) => key)).toEqual(allTables.map(({ key }) => key));
      for (const [index, { columns }] of allTables.entries()) {
        const exported = tables[index];
        expect(exported?.misfits).toEqual([]);
        for (const row of exported?.rows ?? []) {
          expect(Object.keys(row)).toEqual(columns.map(({ key }) => key));
          for (const { key, required, noSource, format } of columns) {
            const value = row[key] ?? '';
            if (noSource !== undefined) expect([key, value]).toEqual([key, '']);
            else if (value !== '') expect([key, format.schema.safeParse(value).success]).toEqual([key, true]);
            else if (required)
              expect(exported?.empty).toContainEqual(
                expect.objectContaining({ column: key, kind: 'requiredMissing' }),
              );
          }
        }
      }
      const code = closureOf(sampleItem, input.facts);
      endings.add(code ?? 'open');
      const rows = (key: string) => tables.find((one) => one.key === key)?.rows ?? [];
      expect(rows('up_pro_result').map((row) => row['result_type'])).toEqual(
        code === undefined ? [] : [code],
      );
      expect(rows('up_pro_accept')).toHaveLength(input.facts.accepted ? 1 : 0);
      // Every special procedure that is uploaded is over, and none that is over is left out.
      const over =
        input.facts.procedures.filter(({ completed }) => completed).length +
        input.facts.extensions.filter(({ approved }) => approved).length;
      expect(rows('up_pro_special_procedure')).toHaveLength(over);
      for (const row of rows('gbt39046_process'))
        expect((row['startedAt'] ?? '') <= (row['endedAt'] ?? '')).toBe(true);
    }),
    { numRuns: 150 },
  );
  // The walk is no use where it never gets anywhere.
  expect(endings.size).toBeGreaterThan(2);
});

it('exports the true time of what was entered late, and says when it was entered', () => {
  const [received] = walk({ choices: [0], tolerate: false, lateAt: 0, straight: true });
  if (!received?.late) throw new Error('the walk begins with a late receipt');
  const exported = exportCase(exchangeInput(sampleItem, [received]));
  const process = exported.tables.find(({ key }) => key === 'up_pro_process');
  expect(process?.rows[0]?.['event_start_time']).toBe('20260302T093000');
  expect(exported.manifest.late).toEqual([
    { step: '收件', happenedOn: '2026-03-02', enteredOn: '2026-03-02' },
  ]);
  expect(readSnapshot(workflow.fold([received])).facts.received?.at).toBe(received.late.occurredAt);
});
