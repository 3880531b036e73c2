import { join } from 'node:path';
import { z } from 'zod';
import { Instant, Sha256 } from '@shared/casework/identifiers';
import { FileTrouble } from '@shared/bridge/transfers';
import { associatedText } from '@shared/sealing/sealedRecord';
import { readIfPresent, writeDurably } from '../../files/durableFile';
import type { SealingKey } from '../../sealing/keyRing';
import { openSeal, seal } from '../../sealing/seal';

const Book = z.strictObject({
  /** Where an upload goes on after this process was ended. */
  places: z.record(Sha256, z.strictObject({ place: z.string().max(300), begunAt: Instant })),
  troubles: z.array(FileTrouble),
});
type Book = z.infer<typeof Book>;

/** What of uploads has to outlive this process, sealed: their places at the platform, and files that were not taken. */
export type TransferBook = {
  placeOf: (sha256: string) => string | undefined;
  notePlace: (sha256: string, place: string | undefined) => Promise<void>;
  troubles: () => readonly FileTrouble[];
  /** Keeps a trouble in place of an earlier one of the same file. */
  noteTrouble: (trouble: FileTrouble) => Promise<void>;
  forgetTrouble: (sha256: string) => Promise<void>;
};

const associated = associatedText('materials', 'transfers', 1);
/** More than anybody reads; the oldest go first. */
const keptTroubles = 200;

/** A book that cannot be opened is begun anew: what it holds can be asked for or found again. */
export async function openTransferBook(folder: string, dataKey: SealingKey): Promise<TransferBook> {
  const path = join(folder, 'transfers.sealed');
  const record = await readIfPresent(path);
  const plain = record && openSeal(dataKey, record, associated);
  const read = Book.safeParse(plain && JSON.parse(plain.toString('utf8')));
  let book: Book = read.success ? read.data : { places: {}, troubles: [] };
  let writing = Promise.resolve();
  const change = (next: Book): Promise<void> => {
    book = next;
    // Without it an upload begins anew; a full disk is told of elsewhere.
    writing = writing
      .then(() => writeDurably(path, seal(dataKey, Buffer.from(JSON.stringify(book)), associated)))
      .catch(() => undefined);
    return writing;
  };
  return {
    placeOf: (sha256) => book.places[sha256]?.place,
    notePlace(sha256, place) {
      const { [sha256]: _, ...others } = book.places;
      const mine = place === undefined ? {} : { [sha256]: { place, begunAt: new Date().toISOString() } };
      return change({ ...book, places: { ...others, ...mine } });
    },
    troubles: () => book.troubles,
    noteTrouble(trouble) {
      const others = book.troubles.filter(({ sha256 }) => sha256 !== trouble.sha256);
      return change({ ...book, troubles: [...others, trouble].slice(-keptTroubles) });
    },
    forgetTrouble(sha256) {
      if (!book.troubles.some((one) => one.sha256 === sha256)) return Promise.resolve();
      return change({ ...book, troubles: book.troubles.filter((one) => one.sha256 !== sha256) });
    },
  };
}
