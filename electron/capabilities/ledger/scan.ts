import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Damage } from '@shared/bridge/journal';
import { chainStart } from '@shared/sealing/signedEntry';
import { checkEntry, type ChainEnd, type EntryForm, type LedgerKeys } from './entry';
import { isTornTail, readFrame } from './frame';
import { readLandmark } from './landmark';
import { cutTornTail, listSegments, removeSegments, segmentName } from './segments';

/** Where an entry lies: segment number from 1, offset and end in bytes. */
export type Place = { segment: number; offset: number; end: number };

/** What a scan found. `base` is what the places begin behind: everything before was pruned. */
export type Scan =
  | {
      kind: 'whole';
      places: Place[];
      base: ChainEnd;
      end: ChainEnd;
      firstSegment: number;
      lastSegment: number;
      tailLength: number;
      /** Entries that were checked one by one; those before the last landmark only for their checksum and place. */
      checked: number;
    }
  | Damage;

/** Entries looked at between two breaths, so that windows stay alive during the scan of a long journal. */
const checksPerBreath = 100;
const looksPerBreath = 5000;

/**
 * Reads the whole journal, cutting off what an interrupted write left at its very end. Behind the landmark `checked` every
 * entry is opened and its signature checked; before it, only checksum and sequence.
 */
export async function scanJournal<T>(folder: string, form: EntryForm<T>, keys: LedgerKeys): Promise<Scan> {
  const found = await listSegments(folder);
  const read = (name: 'base' | 'checked') => readLandmark(folder, form.table, name, keys.dataKey);
  const [pruned, trusted] = [await read('base'), await read('checked')];
  if (pruned === 'broken') return { kind: 'damaged', segment: 'base.ljm', offset: 0, fault: 'seal' };
  const base: ChainEnd = pruned ?? { sequence: 0, hash: chainStart };
  // A landmark that does not open is no harm: everything is checked.
  const mark = trusted === undefined || trusted === 'broken' ? undefined : trusted;
  const firstSegment = (pruned?.segment ?? 0) + 1;
  // A pruning that was cut off left segments that the landmark no longer needs.
  const names = found.filter((name) => Number.parseInt(name, 10) >= firstSegment);
  if (names.length < found.length) await removeSegments(folder, 1, firstSegment - 1);
  const places: Place[] = [];
  let end = base;
  let tailLength = 0;
  let checked = 0;
  for (const [index, name] of names.entries()) {
    const segment = firstSegment + index;
    const damaged = (offset: number, fault: Damage['fault'], at = name): Damage => ({
      kind: 'damaged',
      segment: at,
      offset,
      fault,
    });
    if (name !== segmentName(segment)) return damaged(0, 'missing', segmentName(segment));
    const bytes = await readFile(join(folder, name));
    let offset = 0;
    while (offset < bytes.length) {
      const reading = readFrame(bytes, offset);
      if (reading.kind !== 'frame') {
        const last = index === names.length - 1;
        if (!last || !isTornTail(bytes, offset, end.sequence + 1)) return damaged(offset, 'checksum');
        await cutTornTail(folder, name, offset, bytes.subarray(offset));
        break;
      }
      const { frame } = reading;
      if (mark && frame.sequence <= mark.sequence) {
        if (frame.sequence !== end.sequence + 1) return damaged(offset, 'gap');
        // The hash of an entry stands in the next one, in the open; that of the landmark's entry is known.
        end = { sequence: frame.sequence, hash: frame.sequence === mark.sequence ? mark.hash : '' };
      } else {
        const signed = checkEntry(frame, end, form, keys);
        if (typeof signed === 'string') return damaged(offset, signed);
        end = { sequence: signed.body.sequence, hash: signed.hash };
        checked += 1;
        if (checked % checksPerBreath === 0) await setImmediate();
      }
      places.push({ segment, offset, end: reading.end });
      offset = reading.end;
      if (places.length % looksPerBreath === 0) await setImmediate();
    }
    tailLength = offset;
  }
  const lastSegment = firstSegment + names.length - 1;
  // The landmark lies behind what is there: whole segments are gone from the end.
  if (mark && end.sequence < mark.sequence)
    return { kind: 'damaged', segment: segmentName(lastSegment + 1), offset: 0, fault: 'missing' };
  return { kind: 'whole', places, base, end, firstSegment, lastSegment, tailLength, checked };
}
