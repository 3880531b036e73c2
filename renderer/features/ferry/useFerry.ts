import { useCallback, useEffect, useState } from 'react';
import type { FerryCarried, FerryState, FerryTaken, FerryWritten } from '@shared/bridge/ferry';
import { callMain } from '../../actors/bridge';
import { useAnnounce, useStore } from '../../app/context';

/** What was done last on this page, as it is shown. */
export type Outcome =
  | { step: 'out'; written: FerryWritten }
  | { step: 'carry'; files: FerryCarried[] }
  | { step: 'in'; taken: FerryTaken[] };

/** Pause between two looks at what is under way, in milliseconds. */
const lookAgain = 300;

/** The three steps, what is under way, and what came of the last one. */
export function useFerry() {
  const store = useStore();
  const announce = useAnnounce();
  const [state, setState] = useState<FerryState>();
  const [busy, setBusy] = useState<Outcome['step']>();
  const [outcome, setOutcome] = useState<Outcome>();
  const look = useCallback(() => void callMain('ferry.read', {}).then(setState), []);
  useEffect(look, [look]);
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(look, lookAgain);
    return () => clearInterval(timer);
  }, [busy, look]);

  /** Runs a step; what a person breaks off leaves everything as it is. */
  const run = (step: Outcome['step'], work: () => Promise<Outcome | undefined>) => {
    setBusy(step);
    work()
      .then((next) => {
        if (next) setOutcome(next);
      })
      .finally(() => {
        setBusy(undefined);
        look();
      })
      .catch((error: unknown) =>
        setOutcome(() => {
          throw error;
        }),
      );
  };
  const out = () =>
    run('out', async () => {
      const chosen = await callMain('ferry.chooseFolder', {});
      if (chosen.kind === 'cancelled') return undefined;
      const written = await store.ferryOut();
      if (written.kind === 'written') announce((say) => say('status.ferriedOut'));
      return { step: 'out', written };
    });
  const carry = () =>
    run('carry', async () => {
      const done = await callMain('ferry.carry', {});
      return done.kind === 'done' ? { step: 'carry', files: done.files } : undefined;
    });
  const takeIn = () =>
    run('in', async () => {
      const chosen = await callMain('ferry.chooseReceipts', {});
      if (chosen.kind === 'cancelled') return undefined;
      const taken = await store.ferryIn();
      if (taken.some(({ kind }) => kind === 'taken')) announce((say) => say('status.ferriedIn'));
      return { step: 'in', taken };
    });
  return { state, busy, outcome, out, carry, takeIn };
}
