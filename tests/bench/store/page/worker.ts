import '../../../../renderer/store/zodWithoutEval';
import { createMainPort } from '../../../../renderer/store/mainPort';
import { namePinyin } from '../../../../renderer/store/namePinyin';
import { makeCases } from './cases';
import { makeHistory } from './history';
import { askOurs, foldAll, openOurs, saveBeside, takeHistory, takeRecords } from './ourEngine';
import { runRaw } from './rawEngine';
import { syncOurs, syncPull, syncRaw } from './syncOurs';
import { answerPhase } from './answerPhase';
import { timeOnce } from './timing';

/** One phase of the bench in a worker of its own, so that none finds the memory of another. */
export type Phase = {
  phase: string;
  cases: number;
  /** Where the records come from, in phases that sync. */
  server?: string;
  mainPort?: MessagePort;
  plainPort?: MessagePort;
};

const saves = 200;

/** Appends and syncs bytes to a plain file in the main process. */
function plainAppend(port: MessagePort): (bytes: number) => Promise<void> {
  const waiting: (() => void)[] = [];
  port.addEventListener('message', () => waiting.shift()?.());
  port.start();
  return (bytes) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port.postMessage(bytes);
    });
}

async function run({ phase, cases, server = '', mainPort, plainPort }: Phase): Promise<unknown> {
  const all = () => makeCases(cases, namePinyin);
  const open = () => {
    if (!mainPort) throw new Error('no port');
    return openOurs(createMainPort(mainPort));
  };
  switch (phase) {
    case 'raw':
      return runRaw(all());
    case 'intake': {
      const store = await open();
      const rate = await takeRecords(store, all());
      const folded = await timeOnce(() => foldAll(store));
      store.db.close();
      return { rate, folded };
    }
    case 'history': {
      const store = await open();
      const events = makeHistory(all(), store.session.device.divisionCode);
      const rate = await takeHistory(store, events);
      const folded = await timeOnce(() => foldAll(store));
      store.db.close();
      return { rate, events: events.length, folded };
    }
    case 'syncRaw':
      return syncRaw(server);
    case 'syncOurs':
      return syncOurs(await open(), cases);
    case 'syncPull':
      return syncPull(await open(), cases);
    case 'queries': {
      const start = performance.now();
      const store = await open();
      const read = performance.now() - start;
      const first = store.memory.worklist({ queue: 'mine', sort: 'due', offset: 0, limit: 50 });
      const opened = performance.now() - start;
      if (store.memory.size < cases) throw new Error(`only ${store.memory.size} cases were read`);
      const warm = await timeOnce(async () => store.memory.warm());
      const queries = await askOurs(store, all());
      if (!plainPort) throw new Error('no port');
      const save = await saveBeside(store, plainAppend(plainPort), saves);
      store.db.close();
      return { read, opened, warm, rows: first.rows.length, ...queries, save };
    }
    default:
      throw new Error(`no phase ${phase}`);
  }
}

answerPhase<Phase>(run);
