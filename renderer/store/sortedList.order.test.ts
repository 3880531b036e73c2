import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SortedList } from './sortedList';

const entry = fc.record({ key: fc.stringMatching(/^[a-c]{0,3}$/), id: fc.stringMatching(/^[x-z]{1,2}$/) });

it('stands, after any changes, as if it had been sorted anew', () => {
  fc.assert(
    fc.property(
      fc.array(entry),
      fc.array(entry),
      fc.constantFrom('ascending', 'descending'),
      (first, then, way) => {
        const present = new Map(first.map(({ key, id }) => [id, key]));
        const entries = () => [...present].map(([id, key]) => ({ key, id }));
        const list = new SortedList(entries(), way);
        for (const { key, id } of then) {
          const before = present.get(id);
          if (before === undefined) list.add(key, id);
          else list.remove(before, id);
          if (before === undefined) present.set(id, key);
          else present.delete(id);
        }
        const anew = new SortedList(entries(), way);
        expect(list.slice(0, 1000)).toEqual(anew.slice(0, 1000));
        expect(list.length).toBe(present.size);
      },
    ),
  );
});
