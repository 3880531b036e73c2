import { CaseHistories, CaseHistory } from '@shared/protocol/caseHistories';
import { hashBody } from '@shared/sealing/signedEvent';
import type { StoredEvent } from './records';
import type { BlockRow } from './schema';
import { CannotOpen, type Sealer } from './seal';
import type { WorkingStore } from './workingStore';

/** Whether every event is of this case, in its place, and what its hash says. */
export const historyHolds = ({ caseId, events }: CaseHistory): boolean =>
  events.length > 0 &&
  events.every(
    ({ signed, version }, index) =>
      version === index + 1 && signed.body.event.caseId === caseId && hashBody(signed.body) === signed.hash,
  );

/** Whether a block came with a first sync and nobody has checked it yet. */
export const isUnchecked = ({ marks }: Pick<WorkingStore, 'marks'>, blockId: number): boolean =>
  marks.toCheck !== undefined && blockId >= marks.toCheck.from && blockId <= marks.toCheck.to;

/** What a block holds of one case. `doubtful`: it is not what it should be, and the platform will be asked again. */
type FromBlock = { caseId: string; events: StoredEvent[]; doubtful: boolean };

/**
 * Reads some cases out of a block. What was checked before and does not fit is damage: `CannotOpen`. What was not checked yet is
 * checked here, and what does not hold is never handed out.
 */
export async function readBlock(
  { sealer, marks }: { sealer: Sealer; marks: WorkingStore['marks'] },
  row: BlockRow,
  caseIds: readonly string[],
): Promise<FromBlock[]> {
  const unchecked = isUnchecked({ marks }, row.blockId);
  const opened = await sealer
    .open('blocks', String(row.blockId), row, CaseHistories)
    .catch((error: unknown) => {
      if (unchecked && error instanceof CannotOpen) return undefined;
      throw error;
    });
  const byId = new Map(opened?.cases.map((one) => [one.caseId, one]));
  const isOfEpoch = opened !== undefined && (!unchecked || opened.epoch === marks.toCheck?.epoch);
  return caseIds.map((caseId) => {
    const history = CaseHistory.safeParse(byId.get(caseId));
    const holds = history.success && isOfEpoch && (!unchecked || historyHolds(history.data));
    if (!holds && !unchecked) throw new CannotOpen(`blocks ${row.blockId} cannot be opened`);
    const events = holds
      ? history.data.events.map(({ signed, ...place }): StoredEvent => ({
          signed,
          place: { kind: 'confirmed', epoch: opened.epoch, ...place },
        }))
      : [];
    return { caseId, events, doubtful: !holds };
  });
}
