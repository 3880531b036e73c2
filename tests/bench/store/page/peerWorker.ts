import { namePinyin } from '../../../../renderer/store/namePinyin';
import { answerPhase } from './answerPhase';
import { makeCases } from './cases';
import { runPouch } from './pouchEngine';
import { runRxdb } from './rxdbEngine';

// RxDB brings a Dexie of its own, and one realm takes only one: the peers have a worker to themselves.
const engines = { rxdb: runRxdb, pouchdb: runPouch };

answerPhase<{ phase: keyof typeof engines; cases: number }>(({ phase, cases }) =>
  engines[phase](makeCases(cases, namePinyin)),
);
