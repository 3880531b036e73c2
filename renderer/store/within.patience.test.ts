import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StoreStuck, within } from './within';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('gives up work that has no end, and answers what comes in time as it came', async () => {
  const never = within(1000, new Promise(() => undefined));
  const refused = expect(never).rejects.toBeInstanceOf(StoreStuck);
  await vi.advanceTimersByTimeAsync(1000);
  await refused;
  await expect(within(1000, Promise.resolve('done'))).resolves.toBe('done');
  await expect(within(1000, Promise.reject(new Error('full')))).rejects.toThrow('full');
});
