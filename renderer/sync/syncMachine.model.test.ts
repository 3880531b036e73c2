import { describe, expect, it } from 'vitest';
import { initialTransition, transition, type SnapshotFrom } from 'xstate';
import type { Obstacle, Outcome } from './outcome';
import { clockTolerance, syncMachine, type SyncEvent } from './syncMachine';

type Snapshot = SnapshotFrom<typeof syncMachine>;
type Step = { name: string; event: SyncEvent };

const obstacles = ['offline', 'strangeAnswer', 'updateRequired', 'signedOut', 'storageFull'] as const;
const failing = obstacles.map((kind): Obstacle => ({ kind }));
const outcomes: Record<string, Outcome[]> = {
  pullPage: [
    { kind: 'pulled', more: false, pending: 0 },
    { kind: 'pulled', more: true, pending: 1 },
    { kind: 'pulled', more: false, pending: 1 },
    ...failing,
  ],
  pushBatch: [
    { kind: 'pushed', answered: 1, files: 1 },
    { kind: 'pushed', answered: 0, files: 0 },
    ...failing,
  ],
  uploadMaterials: [
    { kind: 'uploaded', completed: 1, left: 0 },
    { kind: 'uploaded', completed: 0, left: 1 },
  ],
};
const external: SyncEvent[] = [
  { type: 'WAKE' },
  { type: 'ONLINE' },
  { type: 'OFFLINE' },
  { type: 'FILES', left: 1 },
  { type: 'STREAM', alive: true },
  { type: 'STREAM', alive: false },
  { type: 'LOOKED', clockAhead: 0, comparing: false },
  { type: 'LOOKED', clockAhead: 2 * clockTolerance, comparing: true },
];

/** Events that a running machine makes by itself: what invoked work came to, and delays that have passed. */
function inner(snapshot: Snapshot, delayed = true): Step[] {
  return snapshot._nodes.flatMap((node) => [
    ...node.invoke.flatMap(({ id, src }) => [
      ...(outcomes[src as string] ?? []).map((output) => ({
        name: `${src as string}:${JSON.stringify(output)}`,
        event: { type: `xstate.done.actor.${id}`, output, actorId: id } as unknown as SyncEvent,
      })),
      {
        name: `${src as string}:bug`,
        event: {
          type: `xstate.error.actor.${id}`,
          error: new Error('a bug'),
          actorId: id,
        } as unknown as SyncEvent,
      },
    ]),
    ...node.after
      .filter(() => delayed)
      .map(({ eventType }) => ({ name: eventType, event: { type: eventType } as unknown as SyncEvent })),
  ]);
}

/** What of a snapshot decides what comes next; counters are cut off, so that there are finitely many. */
function keyOf({ value, context }: Snapshot): string {
  const { moved, woken, filesNoted, filesLeft, streamAlive, clockAhead, comparing } = context;
  return JSON.stringify([value, moved, woken, filesNoted, filesLeft > 0, streamAlive, clockAhead, comparing]);
}

const next = (snapshot: Snapshot, event: SyncEvent): Snapshot => transition(syncMachine, snapshot, event)[0];

/** Every snapshot that any order of events leads to. */
function explore(): Map<string, { snapshot: Snapshot; leaves: Set<string> }> {
  const [first] = initialTransition(syncMachine, { random: () => 1 });
  const found = new Map([[keyOf(first), { snapshot: first, leaves: new Set<string>() }]]);
  const queue = [first];
  for (let snapshot = queue.shift(); snapshot; snapshot = queue.shift()) {
    const steps = [...external.map((event) => ({ name: event.type, event })), ...inner(snapshot)];
    for (const { event } of steps) {
      const after = next(snapshot, event);
      const key = keyOf(after);
      found.get(keyOf(snapshot))?.leaves.add(JSON.stringify(after.value));
      if (found.has(key)) continue;
      found.set(key, { snapshot: after, leaves: new Set() });
      queue.push(after);
    }
  }
  return found;
}

const all = explore();
const roundsOf = ({ value }: Snapshot) => JSON.stringify(value.rounds);

describe('the sync machine under every order of events', () => {
  it('reaches every state', () => {
    const values = [...all.values()].map(({ snapshot }) => snapshot.value);
    expect(new Set(values.map(({ rounds }) => JSON.stringify(rounds)))).toEqual(
      new Set([
        '"offline"',
        '"connecting"',
        '{"catchingUp":"pulling"}',
        '{"catchingUp":"pushing"}',
        '{"live":"waiting"}',
        '{"live":"polling"}',
        '"backingOff"',
        '"strangeAnswer"',
        '"updateRequired"',
        '"signedOut"',
        '"storageFull"',
      ]),
    );
    expect(new Set(values.map(({ clock }) => clock))).toEqual(new Set(['right', 'wrong']));
    expect(new Set(values.map(({ history }) => history))).toEqual(new Set(['same', 'comparing']));
    expect(new Set(values.map(({ files }) => files))).toEqual(new Set(['resting', 'sending']));
  });

  it('leaves every state again by itself: no state waits for a person', () => {
    for (const { snapshot } of all.values()) {
      const byItself = inner(snapshot).map(({ event }) => roundsOf(next(snapshot, event)));
      expect(
        byItself.some((value) => value !== roundsOf(snapshot)),
        keyOf(snapshot),
      ).toBe(true);
    }
  });

  it('looks again after every wake, whenever it comes: none is lost', () => {
    for (const { snapshot } of all.values()) {
      let [woken, actions] = transition(syncMachine, snapshot, { type: 'WAKE' });
      // A pull that was under way when the wake came may have looked before the news was there: only one begun later counts.
      let asked = beginsPull(actions);
      for (let step = 0; step < 4 && !asked; step += 1) {
        const good = goodEnd(woken);
        if (!good) break;
        [woken, actions] = transition(syncMachine, woken, good);
        asked = beginsPull(actions);
      }
      expect(asked, keyOf(snapshot)).toBe(true);
    }
  });

  it('sends files that were noted while others were sent', () => {
    const sending = [...all.values()].filter(({ snapshot }) => snapshot.value.files === 'sending');
    expect(sending.length).toBeGreaterThan(0);
    for (const { snapshot } of sending) {
      const noted = next(snapshot, { type: 'FILES', left: 1 });
      const [id] = noted._nodes.flatMap((node) =>
        node.invoke.filter(({ src }) => src === 'uploadMaterials').map((one) => one.id),
      );
      const event = {
        type: `xstate.done.actor.${String(id)}`,
        output: outcomes['uploadMaterials']?.[0],
        actorId: id,
      };
      expect(next(noted, event as unknown as SyncEvent).value.files).toBe('sending');
    }
  });

  it('asks seldom behind a live stream and often without one', () => {
    for (const { snapshot } of all.values()) {
      const dead = next(snapshot, { type: 'STREAM', alive: false });
      expect(dead.context.streamAlive).toBe(false);
      expect(next(dead, { type: 'STREAM', alive: true }).context.streamAlive).toBe(true);
    }
  });
});

const beginsPull = (actions: readonly { type: string; params?: unknown }[]) =>
  actions.some(
    ({ type, params }) => type === 'xstate.spawnChild' && (params as { src?: unknown }).src === 'pullPage',
  );

/** The round that is under way comes to a good end with nothing more to do. */
function goodEnd(snapshot: Snapshot): SyncEvent | undefined {
  const invokes = snapshot._nodes.flatMap((node) => node.invoke);
  const one = invokes.find(({ src }) => src === 'pullPage' || src === 'pushBatch');
  if (!one) return undefined;
  const output: Outcome =
    one.src === 'pullPage'
      ? { kind: 'pulled', more: false, pending: 0 }
      : { kind: 'pushed', answered: 0, files: 0 };
  return { type: `xstate.done.actor.${one.id}`, output, actorId: one.id } as unknown as SyncEvent;
}
