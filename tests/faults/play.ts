import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as hands from '../driver/clerkHands';
import { playCycle } from './cycle';
import { canMount, startOffice } from './office';
import { choosePlan, type Plan } from './plan';
import { openPromises } from './promises';
import { chanceOf } from './seeded';
import { createWindow } from './window';
import { createClerk } from './work';

export type FaultRun = {
  cycles: number;
  seed: number;
  folder: string;
  keep: boolean;
  say: (words: string) => void;
};
export type FaultResult = {
  cycles: number;
  acknowledged: number;
  lost: number;
  duplicated: number;
  failed: number;
};

/** Cycles on one PC before a fresh one takes its place, so that enrolment and small ledgers are met again and again. */
const cyclesPerOffice = 25;

const inWords = ({ point, whom, restartAfter, damage, delay, offline, byHand, agree }: Plan) =>
  [
    `${point} ${whom} +${delay} ms, again after ${restartAfter} ms`,
    ...(damage === undefined ? [] : [damage]),
    ...(offline ? ['offline'] : []),
    ...(byHand ? ['by hand'] : []),
    ...(agree ? ['agree'] : []),
  ].join(', ');

/** Plays all cycles. A cycle that fails ends its office, whose folder is kept; the run goes on with the next. */
export async function playFaults(run: FaultRun): Promise<FaultResult> {
  const { seed, say } = run;
  const result: FaultResult = { cycles: 0, acknowledged: 0, lost: 0, duplicated: 0, failed: 0 };
  if (!canMount) say('full disk: left out, because only root may mount a small disk here');
  mkdirSync(run.folder, { recursive: true });
  for (let number = 0; result.cycles < run.cycles; number += 1) {
    const folder = mkdtempSync(path.join(run.folder, `office-${number}-`));
    const office = await startOffice(folder, canMount && number % 2 === 0);
    const promises = openPromises(path.join(folder, 'promises.jsonl'));
    const window = createWindow(office.device);
    const clerk = createClerk(promises, `${seed}-${number}`);
    const row = { office, window, clerk, promises, say };
    let sound = true;
    let doing = 'enrolment';
    try {
      await window.start();
      await hands.enrol(window.page());
      await window.signIn();
      const upTo = Math.min(run.cycles, result.cycles + cyclesPerOffice);
      while (sound && result.cycles < upTo) {
        result.cycles += 1;
        const chance = chanceOf(seed, result.cycles);
        const planned = choosePlan(chance, office.smallDisk !== undefined);
        const plan = { ...planned, agree: planned.agree || result.cycles === upTo };
        doing = inWords(plan);
        const began = Date.now();
        const before = promises.count();
        const { lost, duplicated } = await playCycle({ ...row, chance }, plan);
        result.lost += lost.length;
        result.duplicated += duplicated.length;
        sound = lost.length + duplicated.length === 0;
        const seconds = ((Date.now() - began) / 1000).toFixed(1);
        say(`${result.cycles}: ${doing}: ${promises.count() - before} acknowledged, ${seconds} s`);
        for (const words of lost) say(`LOST ${words}`);
        for (const words of duplicated) say(`DUPLICATED ${words}`);
      }
    } catch (error) {
      sound = false;
      result.failed += 1;
      say(`FAILED in cycle ${result.cycles}, ${doing}:`);
      say(error instanceof Error ? (error.stack ?? '') : String(error));
      say(`on the screen: ${await window.words()}`);
    }
    if (!sound) say(`seed ${seed}, office ${number}; its folder is kept: ${folder}`);
    result.acknowledged += promises.count();
    promises.close();
    await window.end();
    await office.close(run.keep || !sound);
    if (sound && !run.keep) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return result;
}

/** A folder of its own for a run. */
export const someFolder = (): string => mkdtempSync(path.join(tmpdir(), 'longjiang-faults-'));
