import { createRxDatabase, type RxJsonSchema } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { BenchCase } from './cases';
import { indexes } from './rawEngine';
import { intakeRate, timeEach, type EngineResult } from './timing';

type Row = BenchCase['summary'];

const short = { type: 'string', maxLength: 60 } as const;
/** The records with the four indexes that everything is measured with. */
export const schema: RxJsonSchema<Row> = {
  version: 0,
  primaryKey: 'caseId',
  type: 'object',
  properties: {
    caseId: short,
    state: short,
    receivedOn: short,
    originDivision: short,
    itemCode: short,
    lastChangeAt: short,
    applicantName: short,
  } as RxJsonSchema<Row>['properties'],
  required: ['caseId', 'state', 'receivedOn', 'originDivision', 'itemCode', 'lastChangeAt', 'applicantName'],
  indexes: Object.values(indexes).map((keys) => [...keys]),
};

/** RxDB over its free Dexie storage, rows in the clear. */
export async function runRxdb(cases: readonly BenchCase[]): Promise<EngineResult> {
  const db = await createRxDatabase({ name: 'rxdb', storage: getRxStorageDexie(), multiInstance: false });
  const { rows } = await db.addCollections({ rows: { schema } });
  if (!rows) throw new Error('no collection');
  const intake = await intakeRate(cases, (part) =>
    rows.bulkInsert(part.map(({ summary }) => structuredClone(summary))),
  );
  const states = ['stage_examination', 'closed', 'received'];
  const of = (round: number) => ({ selector: { state: states[round % states.length] } });
  const page = await timeEach(50, (round) =>
    rows
      .find({ ...of(round), sort: [{ state: 'asc' }, { receivedOn: 'asc' }], limit: 50, skip: round })
      .exec(),
  );
  const count = await timeEach(10, (round) => rows.count(of(round)).exec());
  const name = await timeEach(5, (round) =>
    rows
      .find({ selector: { applicantName: { $regex: ['晓东', '建国', '志红'][round % 3] ?? '' } }, limit: 50 })
      .exec(),
  );
  await db.close();
  return { intake, page, count, name };
}
