import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';

export type TourStep = { name: string; ok: boolean; ms: number };
export type TourResult = {
  steps: TourStep[];
  cases: number;
  events: number;
  lost: number;
  converged: boolean;
};

/** Plays steps one after another, takes a screenshot after each, and keeps the record that becomes tour.json. */
export type Recorder = {
  /** Stops the tour when the step fails: what follows would only repeat its failure. */
  step: <T>(name: string, page: () => Page | undefined, work: () => Promise<T>) => Promise<T>;
  finish: (result: Omit<TourResult, 'steps'>) => boolean;
};

export function createRecorder(folder: string): Recorder {
  mkdirSync(folder, { recursive: true });
  const steps: TourStep[] = [];
  const write = (result: Omit<TourResult, 'steps'>) =>
    writeFileSync(path.join(folder, 'tour.json'), `${JSON.stringify({ steps, ...result }, null, 2)}\n`);
  return {
    async step(name, page, work) {
      const number = String(steps.length + 1).padStart(2, '0');
      const start = performance.now();
      const shoot = async () => {
        await page()?.screenshot({
          path: path.join(folder, `${number}-${name}.png`),
          animations: 'disabled',
        });
      };
      try {
        const result = await work();
        steps.push({ name, ok: true, ms: Math.round(performance.now() - start) });
        await shoot();
        console.log(`ok    ${number} ${name}`);
        return result;
      } catch (error) {
        steps.push({ name, ok: false, ms: Math.round(performance.now() - start) });
        await shoot().catch(() => undefined);
        write({ cases: 0, events: 0, lost: 0, converged: false });
        console.log(`FAIL  ${number} ${name}`);
        throw error;
      }
    },
    finish(result) {
      write(result);
      return steps.every((step) => step.ok) && result.lost === 0 && result.converged;
    },
  };
}
