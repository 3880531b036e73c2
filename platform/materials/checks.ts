import type { MaterialState } from '@shared/protocol/materials';
import type { Database } from '../storage/database';
import type { MaterialStore } from './materialStore';
import type { Scanner } from './scanner';

type Given = {
  db: Database;
  store: MaterialStore;
  /** Without one every file is let through. */
  scanner: Scanner | undefined;
  now: () => Date;
};

/** The virus check of files that are there; nothing is given out before it. */
export type Checks = {
  /** The state in which a file begins. */
  first: 'checking' | 'stored';
  /** Has a file scanned, once at a time, and answers where it stands then. */
  check: (sha256: string) => Promise<MaterialState>;
  /** Has every file scanned that waits for it; stops where the scanner does not answer. */
  checkWaiting: () => Promise<void>;
};

export function createChecks({ db, store, scanner, now }: Given): Checks {
  const running = new Map<string, Promise<MaterialState>>();

  const settle = async (sha256: string, state: 'stored' | 'infected') => {
    await db.updateTable('materials').set({ state }).where('sha256', '=', sha256).execute();
    return state;
  };

  async function scan(sha256: string): Promise<MaterialState> {
    if (!scanner) return settle(sha256, 'stored');
    const verdict = await store.withPath(sha256, scanner);
    if (verdict.kind === 'unavailable') return 'checking';
    if (verdict.kind === 'clean') return settle(sha256, 'stored');
    await settle(sha256, 'infected');
    await store.quarantine(sha256);
    await db
      .insertInto('material_alarms')
      .values({ sha256, kind: 'infected', device_id: null, detail: verdict.found, raised_at: now() })
      .execute();
    return 'infected';
  }

  function check(sha256: string): Promise<MaterialState> {
    const known = running.get(sha256);
    if (known) return known;
    const begun = scan(sha256).finally(() => running.delete(sha256));
    running.set(sha256, begun);
    return begun;
  }

  return {
    first: scanner ? 'checking' : 'stored',
    check,
    async checkWaiting() {
      const waiting = await db
        .selectFrom('materials')
        .select('sha256')
        .where('state', '=', 'checking')
        .orderBy('stored_at')
        .limit(500)
        .execute();
      for (const { sha256 } of waiting) if ((await check(sha256)) === 'checking') return;
    },
  };
}
