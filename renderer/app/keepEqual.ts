const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array) && !(value instanceof Date);

/** Rows of a list are told apart by what they are about, so that one new row does not make all behind it new. */
const identityOf = (value: unknown): unknown => {
  if (!isPlain(value)) return undefined;
  const { summary } = value;
  return isPlain(summary) ? summary['caseId'] : value['id'];
};

/**
 * The new answer, with everything that is as it was taken from the old one: what is drawn from a part that did not change
 * is not drawn again. Both are plain data.
 */
export function keepEqual<T>(before: unknown, after: T): T {
  if (Object.is(before, after)) return after;
  if (!isPlain(before) || !isPlain(after) || Array.isArray(before) !== Array.isArray(after)) return after;
  if (Array.isArray(before) && Array.isArray(after)) {
    const known = new Map(before.map((one: unknown) => [identityOf(one), one]));
    const kept = after.map((one: unknown, index) => {
      const identity = identityOf(one);
      return keepEqual(identity === undefined ? before[index] : known.get(identity), one);
    });
    const same = kept.length === before.length && kept.every((one, index) => Object.is(one, before[index]));
    return (same ? before : kept) as T;
  }
  const kept = Object.fromEntries(
    Object.entries(after).map(([key, one]) => [key, keepEqual(before[key], one)]),
  );
  const keys = Object.keys(kept);
  const same =
    keys.length === Object.keys(before).length && keys.every((key) => Object.is(kept[key], before[key]));
  return (same ? before : kept) as T;
}
