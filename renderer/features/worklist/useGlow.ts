import { useEffect, useRef, useState } from 'react';
import { useSession } from '../../app/context';
import type { CaseRow } from '../../store/storeApi';

const glowMilliseconds = 1600;
const none: ReadonlySet<string> = new Set();

/** Cases that somebody else changed while they were on the screen; each glows once. */
export function useGlow(rows: readonly CaseRow[]): ReadonlySet<string> {
  const { account } = useSession();
  const seen = useRef(new Map<string, number>());
  const [glowing, setGlowing] = useState(none);
  useEffect(() => {
    const changed = rows.filter(({ summary }) => {
      const before = seen.current.get(summary.caseId);
      return before !== undefined && before < summary.version && summary.lastActor !== account.name;
    });
    for (const { summary } of rows) seen.current.set(summary.caseId, summary.version);
    if (changed.length > 0) setGlowing(new Set(changed.map(({ summary }) => summary.caseId)));
  }, [rows, account.name]);
  useEffect(() => {
    if (glowing.size === 0) return undefined;
    const timer = setTimeout(() => setGlowing(none), glowMilliseconds);
    return () => clearTimeout(timer);
  }, [glowing]);
  return glowing;
}
