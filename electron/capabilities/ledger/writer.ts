import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createSegment, segmentLimit, segmentName } from './segments';
import type { Place } from './scan';

/** How bytes reach a file; a test gives one that fails the way a full disk does. */
export type WriteBytes = (handle: FileHandle, bytes: Buffer, position: number) => Promise<void>;

const writeBytes: WriteBytes = async (handle, bytes, position) => {
  let written = 0;
  while (written < bytes.length)
    written += (await handle.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
};

/** The one place that writes segments. */
export type SegmentWriter = {
  /**
   * Writes entries in one write and one fdatasync and tells where they lie. On failure the segment is cut back to what it
   * was and the system's error is thrown. Never called twice at a time.
   */
  write: (frames: readonly Buffer[]) => Promise<Place[]>;
  close: () => Promise<void>;
};

type Options = { folder: string; segments: number; tailLength: number; limit?: number; write?: WriteBytes };

/** Opens the last segment for writing; the first is created with the first entry. */
export function createSegmentWriter(options: Options): SegmentWriter {
  const { folder, limit = segmentLimit, write = writeBytes } = options;
  let segment = options.segments;
  let length = options.tailLength;
  let handle: FileHandle | undefined;

  async function current(): Promise<FileHandle> {
    if (segment === 0 || length >= limit) {
      const next = await createSegment(folder, segment + 1);
      await handle?.close();
      handle = next;
      segment += 1;
      length = 0;
    }
    handle ??= await open(join(folder, segmentName(segment)), 'r+');
    return handle;
  }

  return {
    async write(frames) {
      const file = await current();
      try {
        await write(file, Buffer.concat(frames), length);
        await file.datasync();
      } catch (error) {
        await file.truncate(length);
        await file.datasync();
        throw error;
      }
      return frames.map((frame) => {
        const offset = length;
        length += frame.length;
        return { segment, offset, end: length };
      });
    },
    async close() {
      await handle?.close();
      handle = undefined;
    },
  };
}
