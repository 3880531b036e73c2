import { namePinyin } from '../../../../renderer/store/namePinyin';
import { answerPhase } from './answerPhase';
import { makeCases } from './cases';
import { runPouch } from './pouchEngine';
import { runRxdb } from './rxdbEngine';
import { syncPouch, syncRxdb } from './syncPeers';

// RxDB brings a Dexie of its own, and one realm takes only one: the peers have a worker to themselves.
const engines = { rxdb: runRxdb, pouchdb: runPouch };
const replications = { syncRxdb, syncPouch };

type PeerPhase = { phase: string; cases: number; server?: string };
const has = <T extends object>(all: T, name: string): name is Extract<keyof T, string> => name in all;

answerPhase<PeerPhase>(({ phase, cases, server = '' }) => {
  if (has(replications, phase)) return replications[phase](server, cases);
  if (has(engines, phase)) return engines[phase](makeCases(cases, namePinyin));
  throw new Error(`no phase ${phase}`);
});
