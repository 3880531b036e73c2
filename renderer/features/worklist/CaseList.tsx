import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useSettings } from '../../app/settingsContext';
import type { CaseRow } from '../../store/storeApi';
import { CaseLine } from './CaseLine';
import { CaseLineHead } from './CaseLineHead';
import { useCaseWords } from './caseWords';
import { useGlow } from './useGlow';
import './worklist.css';

type Props = {
  label: string;
  /** The loaded part of the list: `rows[0]` is row `offset` of `total`. */
  rows: readonly CaseRow[];
  offset: number;
  total: number;
  selected: string | undefined;
  /** First and last row on the screen, so that the part around them can be loaded. */
  onVisible?: (first: number, last: number) => void;
  onSelect: (caseId: string | undefined) => void;
  onOpen: (caseId: string) => void;
  /** The list takes the keyboard when it appears. */
  focusFirst?: boolean;
  /** Whatever changes when this is another list: the scroll goes back to the top. */
  listKey?: string;
};

const rowHeights = { normal: 32, large: 44 };

/** A list of cases of any length: only the rows on the screen exist. Arrow keys move, Enter opens, Esc lets go. */
export function CaseList(props: Props) {
  const { label, rows, offset, total, selected, onVisible, onSelect, onOpen, focusFirst, listKey } = props;
  const words = useCaseWords();
  const glowing = useGlow(rows);
  const { settings } = useSettings();
  const height = settings.largeType ? rowHeights.large : rowHeights.normal;
  const scroller = useRef<HTMLDivElement>(null);
  const lastIndex = useRef(-1);
  const [wanted, setWanted] = useState<number>();
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const rowAt = (index: number) => rows[index - offset];
  const found = rows.findIndex((row) => row.summary.caseId === selected);

  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    lastIndex.current = -1;
  }, [listKey]);
  useEffect(() => onVisible?.(first, last), [onVisible, first, last]);
  useEffect(() => {
    if (focusFirst) scroller.current?.focus({ preventScroll: true });
  }, [focusFirst]);
  useEffect(() => {
    if (found >= 0) lastIndex.current = found + offset;
  }, [found, offset]);
  useEffect(() => {
    const row = wanted === undefined ? undefined : rows[wanted - offset];
    if (!row) return;
    setWanted(undefined);
    onSelect(row.summary.caseId);
  }, [wanted, rows, offset, onSelect]);

  const move = (to: number) => {
    const index = Math.max(0, Math.min(total - 1, to));
    virtual.scrollToIndex(index, { align: 'auto' });
    setWanted(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const now = lastIndex.current;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? height) / height) - 1);
    const moves: Record<string, () => void> = {
      ArrowDown: () => move(now + 1),
      ArrowUp: () => move(now < 0 ? 0 : now - 1),
      PageDown: () => move(now + page),
      PageUp: () => move(now - page),
      Home: () => move(0),
      End: () => move(total - 1),
      Enter: () => selected !== undefined && onOpen(selected),
      Escape: () => onSelect(undefined),
    };
    const act = moves[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div className="case-list">
      <CaseLineHead />
      <div
        ref={scroller}
        className="case-list-scroll"
        role="listbox"
        aria-label={label}
        aria-activedescendant={found >= 0 ? `case-${selected}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className="case-list-rows" style={{ height: virtual.getTotalSize() }} role="presentation">
          {items.map(({ index, start }) => {
            const row = rowAt(index);
            if (!row) return null;
            const { caseId } = row.summary;
            return (
              <div
                key={caseId}
                id={`case-${caseId}`}
                className="case-line"
                role="option"
                aria-selected={caseId === selected}
                aria-setsize={total}
                aria-posinset={index + 1}
                data-glow={glowing.has(caseId) ? '' : undefined}
                style={{ transform: `translateY(${start}px)`, height }}
                onClick={() => onSelect(caseId)}
                onDoubleClick={() => onOpen(caseId)}
              >
                <CaseLine row={row} words={words} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
