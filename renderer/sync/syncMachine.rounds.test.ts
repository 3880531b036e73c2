import { describe, expect, it } from 'vitest';
import { createActor, fromPromise, SimulatedClock } from 'xstate';
import type { Outcome } from './outcome';
import { backOffDelay, filePause, syncMachine } from './syncMachine';

const pulled = (pending = 0, more = false): Outcome => ({ kind: 'pulled', more, pending });

/** The machine over a script of outcomes; what was asked stands in `asked`, and the last outcome repeats. */
function play(script: Partial<Record<'pull' | 'upload' | 'push', Outcome[]>>) {
  const asked: string[] = [];
  const next = (step: 'pull' | 'upload' | 'push') => {
    asked.push(step);
    const outcomes = script[step] ?? [];
    const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
    return outcome ? Promise.resolve(outcome) : Promise.reject(new Error('a bug'));
  };
  const clock = new SimulatedClock();
  const machine = syncMachine.provide({
    actors: {
      pullPage: fromPromise(() => next('pull')),
      uploadMaterials: fromPromise(() => next('upload')),
      pushBatch: fromPromise(() => next('push')),
    },
  });
  const actor = createActor(machine, { clock, input: { random: () => 1 } }).start();
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
  return { actor, asked, clock, settle, state: () => JSON.stringify(actor.getSnapshot().value.rounds) };
}

describe('rounds of sync', () => {
  it('pulls to the end, sends events, pulls again at once, and sends the files that cases wait for beside it', async () => {
    const { asked, settle, state } = play({
      pull: [pulled(2, true), pulled(2), pulled(0)],
      upload: [{ kind: 'uploaded', completed: 1, left: 0 }],
      push: [{ kind: 'pushed', answered: 2, files: 1 }],
    });
    await settle();
    expect(asked).toEqual(['pull', 'pull', 'push', 'pull', 'upload']);
    expect(state()).toBe('{"live":"waiting"}');
  });

  it('asks again every three seconds, and at once when woken', async () => {
    const { actor, asked, clock, settle } = play({ pull: [pulled()] });
    await settle();
    clock.increment(2999);
    await settle();
    expect(asked).toHaveLength(1);
    clock.increment(1);
    await settle();
    expect(asked).toHaveLength(2);
    actor.send({ type: 'WAKE' });
    await settle();
    expect(asked).toHaveLength(3);
  });

  it('does not turn in a circle while the platform cannot judge what is waiting', async () => {
    const { asked, settle, state } = play({
      pull: [pulled(1)],
      push: [{ kind: 'pushed', answered: 0, files: 0 }],
    });
    await settle();
    expect(asked).toEqual(['pull', 'push', 'pull']);
    expect(state()).toBe('{"live":"waiting"}');
  });

  it.each([
    ['offline', '"backingOff"'],
    ['strangeAnswer', '"strangeAnswer"'],
    ['updateRequired', '"updateRequired"'],
    ['signedOut', '"signedOut"'],
  ] as const)('stops at %s wherever it meets it, and tries again when woken', async (kind, state) => {
    for (const script of [{ pull: [{ kind }] }, { pull: [pulled(1)], push: [{ kind }] }]) {
      const played = play(script);
      await played.settle();
      expect(played.state()).toBe(state);
      const before = played.asked.length;
      played.actor.send({ type: 'WAKE' });
      await played.settle();
      expect(played.asked.length).toBeGreaterThan(before);
    }
  });

  it('looks again at once where somebody asked while a look was under way', async () => {
    const { actor, asked, settle, state } = play({ pull: [pulled()] });
    actor.send({ type: 'WAKE' });
    await settle();
    expect(asked).toEqual(['pull', 'pull']);
    expect(state()).toBe('{"live":"waiting"}');
  });

  it('tries files that cannot be sent again and again, with longer pauses, while rounds go on', async () => {
    const { asked, clock, settle, state } = play({
      pull: [pulled(1), pulled(0)],
      push: [{ kind: 'pushed', answered: 1, files: 1 }],
      upload: [{ kind: 'uploaded', completed: 0, left: 1 }],
    });
    await settle();
    const uploads = () => asked.filter((step) => step === 'upload').length;
    expect(uploads()).toBe(1);
    expect(state()).toBe('{"live":"waiting"}');
    clock.increment(filePause(1));
    await settle();
    expect(uploads()).toBe(2);
    clock.increment(filePause(1));
    await settle();
    expect(uploads()).toBe(2);
    clock.increment(filePause(2) - filePause(1));
    await settle();
    expect(uploads()).toBe(3);
    expect(state()).toBe('{"live":"waiting"}');
  });

  it('treats a bug of its own as a failure to come back from', async () => {
    const { settle, state } = play({});
    await settle();
    expect(state()).toBe('"backingOff"');
  });

  it('leaves a platform alone for as long as it asks, and spreads what comes after', async () => {
    for (const script of [
      { pull: [{ kind: 'offline', restFor: 40_000 } as const, pulled()] },
      { pull: [pulled(1), pulled()], push: [{ kind: 'offline', restFor: 40_000 } as const] },
    ]) {
      const { asked, clock, settle, state } = play(script);
      await settle();
      expect(state()).toBe('"backingOff"');
      const before = asked.length;
      clock.increment(40_000);
      await settle();
      expect(asked).toHaveLength(before);
      clock.increment(backOffDelay(1, 1));
      await settle();
      expect(asked.length).toBeGreaterThan(before);
      expect(state()).toBe('{"live":"waiting"}');
    }
  });

  it('waits longer after each failure, between 1 and 30 s, and never the same for all', () => {
    expect(backOffDelay(1, 1)).toBe(1000);
    expect(backOffDelay(3, 1)).toBe(4000);
    expect(backOffDelay(50, 1)).toBe(30_000);
    expect(backOffDelay(50, 0)).toBe(15_000);
  });
});
