import type { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import { FileKind } from '@shared/catalogue/serviceItem';

/** As many bytes as a file's kind shows itself in. */
const enough = 4100;

/** The kind of a file by its content; undefined where it is none that a case takes. Ends the stream. */
export async function kindOf(bytes: Readable): Promise<FileKind | undefined> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    pieces.push(piece);
    length += piece.length;
    if (length >= enough) break;
  }
  const found = await fileTypeFromBuffer(Buffer.concat(pieces).subarray(0, enough));
  const kind = FileKind.safeParse(found?.mime);
  return kind.success ? kind.data : undefined;
}
