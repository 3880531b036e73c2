import { canMount } from './office';
import type { Seeded } from './seeded';

/**
 * The named points at which a kill strikes, each seen from outside: the growth of a file, an answer, a key just pressed.
 * `open` strikes while the application starts, `enter` while it signs in and reads its store, `migration` while it lifts
 * a store of an older version, `sync` while the platform's answers are written.
 */
export const points = [
  'random',
  'save',
  'fold',
  'answer',
  'open',
  'enter',
  'migration',
  'lock',
  'signOut',
  'sync',
] as const;
export type Point = (typeof points)[number];

export const damages = [
  'flipStore',
  'truncateStore',
  'deleteStore',
  'tearTail',
  'woundLedger',
  'fullDisk',
] as const;
export type Damage = (typeof damages)[number];

/** All that a cycle does, chosen before it begins. */
export type Plan = {
  offline: boolean;
  /** Whether one of its cases is taken in by hand, field by field. */
  byHand: boolean;
  acts: number;
  point: Point;
  whom: 'renderer' | 'main' | 'group';
  /** Milliseconds until the kill at points that are times. */
  delay: number;
  /** Milliseconds until the restart. */
  restartAfter: number;
  damage: Damage | undefined;
  /** Whether this cycle ends with everything uploaded and held against the platform. */
  agree: boolean;
};

/** Where the application does not run, a renderer cannot be killed alone, nor can damage be done beneath it. */
export function choosePlan(chance: Seeded, onSmallDisk: boolean): Plan {
  const point = chance.oneOf(points);
  // On a full disk no older store can be put in place, and nothing comes from the platform.
  const canFill = canMount && onSmallDisk && !['migration', 'sync', 'open'].includes(point);
  const possible = damages.filter((damage) => damage !== 'fullDisk' || canFill);
  const damage = chance.happens(40) ? chance.oneOf(possible) : undefined;
  const atStart = point === 'open' || point === 'migration';
  const whom = chance.oneOf(['renderer', 'main', 'group', 'group'] as const);
  return {
    offline: point !== 'sync' && chance.happens(40),
    byHand: chance.happens(12),
    acts: 1 + chance.below(4),
    point,
    whom: whom === 'renderer' && (damage !== undefined || atStart) ? 'group' : whom,
    delay: chance.below(point === 'open' ? 1500 : point === 'lock' || point === 'signOut' ? 60 : 900),
    restartAfter: chance.oneOf([0, 0, 0, 50, 50, 500, 500, 3000]),
    damage,
    agree: chance.happens(15),
  };
}
