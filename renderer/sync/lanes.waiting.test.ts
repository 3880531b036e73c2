import { describe, expect, it } from 'vitest';
import type { MaterialFile } from '@shared/casework/event';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import type { StoredEvent } from '../store/records';
import { largeFile, Lanes } from './lanes';

const file = (sha256: string, size = 1000): MaterialFile => ({
  sha256,
  name: `${sha256}.pdf`,
  kind: 'application/pdf',
  size,
});

/** An event of a case as the lanes read it: sequence, case and the files that it names. */
function event(sequence: number, caseId: string, files: MaterialFile[] = []): StoredEvent {
  const payload = samplePayloads['application.received'];
  const [first] = payload.materials;
  const materials = first ? [{ ...first, files }] : [];
  const body = {
    sequence,
    event: { caseId, type: 'application.received', payload: { ...payload, materials } },
  };
  return { signed: { body }, place: { kind: 'pending' } } as unknown as StoredEvent;
}
const told = (arranged: ReturnType<Lanes['arrange']>) =>
  arranged.map(({ event: { signed }, filesPending }) => [signed.body.sequence, filesPending]);

describe('a lane per case', () => {
  it('sends what is ready past a case that waits, which only takes its place', () => {
    const lanes = new Lanes();
    const batch = [event(1, 'A', [file('a')]), event(2, 'A'), event(3, 'B'), event(4, 'A')];
    expect(told(lanes.arrange(batch, true))).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ]);
    lanes.notePlaced([1, 2]);
    expect([1, 2, 3, 4].map((sequence) => lanes.isPlaced(sequence))).toEqual([true, true, false, false]);
    expect([1, 2, 3, 4].map((sequence) => lanes.isHeld(sequence))).toEqual([true, true, false, true]);
  });

  it('lets a case take its place where more comes behind a batch that waits as a whole', () => {
    const lanes = new Lanes();
    const batch = [event(1, 'A', [file('a')]), event(2, 'A')];
    expect(lanes.arrange(batch, true)).toEqual([]);
    expect(told(lanes.arrange(batch, false))).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  it('lets a case go on up to the event whose file is still missing', () => {
    const lanes = new Lanes();
    const batch = [event(1, 'A', [file('a')]), event(2, 'A'), event(3, 'A', [file('b')]), event(4, 'A')];
    lanes.arrange(batch, true);
    expect(lanes.settle('a')).toEqual(['A']);
    expect(told(lanes.arrange(batch, true))).toEqual([
      [1, false],
      [2, false],
    ]);
    expect(lanes.settle('b')).toEqual(['A']);
    expect(told(lanes.arrange(batch, true)).map(([, waits]) => waits)).toEqual([false, false, false, false]);
  });

  it('sends small files first, each once in a pass, and those that failed after all others', () => {
    const lanes = new Lanes();
    lanes.arrange([event(1, 'A', [file('a', 10), file('big', 5000)]), event(2, 'B', [file('b', 100)])], true);
    lanes.beginPass();
    expect([lanes.next(), lanes.next(), lanes.next(), lanes.next()].map((one) => one?.sha256)).toEqual([
      'a',
      'b',
      'big',
      undefined,
    ]);
    lanes.fail('a');
    lanes.fail('b');
    lanes.settle('big');
    lanes.arrange([event(3, 'C', [file('c', 900)])], true);
    lanes.beginPass();
    expect([lanes.next(), lanes.next(), lanes.next()].map((one) => one?.sha256)).toEqual(['c', 'a', 'b']);
  });

  it('spares a metered network large files and says which cases wait for them', () => {
    const lanes = new Lanes();
    lanes.sparesLarge = true;
    lanes.arrange([event(1, 'A', [file('scan', largeFile + 1)]), event(2, 'B', [file('b')])], true);
    lanes.beginPass();
    expect([lanes.next(), lanes.next()].map((one) => one?.sha256)).toEqual(['b', undefined]);
    lanes.fail('b');
    expect(lanes.waiting()).toEqual([
      { caseId: 'A', why: 'largeFile', events: 1, files: 1, bytes: largeFile + 1 },
      { caseId: 'B', why: 'failed', events: 1, files: 1, bytes: 1000 },
    ]);
    lanes.sparesLarge = false;
    lanes.beginPass();
    expect(lanes.next()?.sha256).toBe('scan');
  });

  it('forgets what has left the outbox', () => {
    const lanes = new Lanes();
    lanes.arrange([event(1, 'A', [file('a')]), event(2, 'B', [file('b')])], true);
    lanes.keepOnly(new Map([[2, 'an event']]));
    expect(lanes.waiting().map(({ caseId }) => caseId)).toEqual(['B']);
    expect(lanes.toSend).toBe(1);
  });
});
