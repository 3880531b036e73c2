import type { ServiceItem } from '@shared/catalogue/serviceItem';

/** The definitions a device knows, of all versions it has seen. */
export type ItemBook = {
  /**
   * The definition a case was received under. Where this very version was never here, the nearest known one of the same
   * item stands in, so that the case can be read; undefined where the item is unknown altogether.
   */
  find: (code: string, version: number) => ServiceItem | undefined;
  /** The version in force, for new cases. */
  current: (code: string) => ServiceItem | undefined;
  all: () => ServiceItem[];
};

const keyOf = (code: string, version: number) => `${code}@${version}`;

/** Builds the book from what is in force now and what was seen before. */
export function createItemBook(
  inForce: readonly ServiceItem[],
  seenBefore: readonly ServiceItem[],
): ItemBook {
  const known = new Map<string, ServiceItem>();
  for (const item of [...seenBefore, ...inForce]) known.set(keyOf(item.code, item.version), item);
  const standIns = new Map<string, ServiceItem>();
  const current = new Map(inForce.map((item) => [item.code, item]));

  const standIn = (code: string, version: number): ServiceItem | undefined => {
    const [nearest] = [...known.values()]
      .filter((item) => item.code === code)
      .sort((a, b) => Math.abs(a.version - version) - Math.abs(b.version - version));
    return nearest && { ...nearest, version };
  };
  return {
    find(code, version) {
      const key = keyOf(code, version);
      const exact = known.get(key) ?? standIns.get(key);
      if (exact) return exact;
      const made = standIn(code, version);
      if (made) standIns.set(key, made);
      return made;
    },
    current: (code) => current.get(code),
    all: () => [...known.values()],
  };
}
