import { afterEach, describe, expect, it, vi } from 'vitest';
import { takeFirst } from './takeFirst';
import { tendStore } from './tending';
import { receipt } from './testing/confirmedEvents';
import { firstPage } from './testing/firstPage';
import { newEngine, openOver } from './testing/openStore';

afterEach(() => vi.unstubAllGlobals());

/** A store with so many cases of a first sync, in blocks of ten, which are still to be checked. */
async function storeWith(count: number) {
  const { store } = await openOver(newEngine());
  const events = Array.from({ length: count }, (_, n) => receipt(n + 1, n + 1));
  const page = firstPage(events, { at: count, next: count, more: false }, {}, 10);
  expect(await takeFirst(store, { stream: '230828101', after: 0 }, page)).toEqual({ kind: 'taken' });
  return store;
}
const untilChecked = (store: Awaited<ReturnType<typeof storeWith>>) =>
  vi.waitFor(() => expect(store.marks.toCheck).toBeUndefined(), { timeout: 20_000, interval: 20 });

describe('tending a store', () => {
  it('has what a long tending left behind collected once, when it is through', async () => {
    const store = await storeWith(300);
    const gc = vi.fn((_how: object) => expect(store.marks.toCheck).toBeUndefined());
    vi.stubGlobal('gc', gc);
    const { stop } = tendStore(store, { idle: 1, between: 0 });
    await untilChecked(store);
    await vi.waitFor(() => expect(gc).toHaveBeenCalledOnce(), { timeout: 20_000 });
    expect(gc).toHaveBeenCalledWith({ type: 'major', flavor: 'last-resort' });
    expect(gc.mock.results[0]?.type).toBe('return');
    stop();
  });

  it('does not stop a thread for a few steps', async () => {
    const store = await storeWith(30);
    const gc = vi.fn();
    vi.stubGlobal('gc', gc);
    const { stop } = tendStore(store, { idle: 1, between: 0 });
    await untilChecked(store);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(gc).not.toHaveBeenCalled();
    stop();
  });
});
