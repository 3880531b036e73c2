import { inflateSync } from 'fflate';

/** Larger than what is inflated here nearly always is: a row stays below 64 KiB. */
const room = new Uint8Array(512 * 1024);
const decoder = new TextDecoder();

/** Into room that is there already: growing it step by step takes half of the time. */
function inflate(bytes: Uint8Array): Uint8Array {
  try {
    const inflated = inflateSync(bytes, { out: room });
    if (inflated.length < room.length) return inflated;
  } catch {
    // Damaged, or more than there is room for.
  }
  return inflateSync(bytes);
}

/** The value of deflated JSON. Throws on damage. */
export const inflateJson = (bytes: Uint8Array): unknown => JSON.parse(decoder.decode(inflate(bytes)));
