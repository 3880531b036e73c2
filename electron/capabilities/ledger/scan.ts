import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { chainStart } from '@shared/sealing/signedEvent';
import { checkEntry, type ChainEnd, type LedgerKeys } from './entry';
import { isTornTail, readFrame } from './frame';
import { cutTornTail, listSegments, segmentName } from './segments';

/** Where an entry lies: segment number from 1, offset and end in bytes. */
export type Place = { segment: number; offset: number; end: number };

/** What a scan found. `damaged` names the first place that does not hold; nothing was changed. */
export type Scan =
  | { kind: 'whole'; places: Place[]; end: ChainEnd; segments: number; tailLength: number }
  | { kind: 'damaged'; segment: string; offset: number };

/** Entries checked between two breaths, so that windows stay alive during the scan of a long ledger. */
const entriesPerBreath = 200;

/** Reads and checks the whole ledger, cutting off what an interrupted write left at its very end. */
export async function scanLedger(folder: string, keys: LedgerKeys): Promise<Scan> {
  const names = await listSegments(folder);
  const places: Place[] = [];
  let end: ChainEnd = { sequence: 0, hash: chainStart };
  let tailLength = 0;
  for (const [index, name] of names.entries()) {
    const segment = index + 1;
    if (name !== segmentName(segment)) return { kind: 'damaged', segment: segmentName(segment), offset: 0 };
    const bytes = await readFile(join(folder, name));
    let offset = 0;
    while (offset < bytes.length) {
      const reading = readFrame(bytes, offset);
      if (reading.kind !== 'frame') {
        const last = index === names.length - 1;
        if (!last || !isTornTail(bytes, offset, end.sequence + 1))
          return { kind: 'damaged', segment: name, offset };
        await cutTornTail(folder, name, offset, bytes.subarray(offset));
        break;
      }
      const signed = checkEntry(reading.frame, end, keys);
      if (!signed) return { kind: 'damaged', segment: name, offset };
      places.push({ segment, offset, end: reading.end });
      end = { sequence: signed.body.sequence, hash: signed.hash };
      offset = reading.end;
      if (places.length % entriesPerBreath === 0) await setImmediate();
    }
    tailLength = offset;
  }
  return { kind: 'whole', places, end, segments: names.length, tailLength };
}
