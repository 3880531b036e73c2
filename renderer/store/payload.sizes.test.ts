import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inflateJson } from './inflateJson';
import { packPayload, unpackPayload } from './payload';
import { payloadVersion } from './migrations/payloads';

const room = 512 * 1024;
/** JSON of so many bytes, which no two places of are alike. */
const textOf = (bytes: number) =>
  Array.from({ length: Math.ceil(bytes / 7) }, (_, n) => String(n).padStart(7, '0'))
    .join('')
    .slice(0, bytes - 2);

describe('deflated rows', () => {
  it.each([3, 2000, room - 1, room, room + 1, 3 * room])('come back whole at %i bytes', (bytes) => {
    const value = textOf(bytes);
    expect(JSON.stringify(value)).toHaveLength(bytes);
    expect(unpackPayload(packPayload(JSON.stringify(value), true), payloadVersion)).toBe(value);
    for (const level of [0, 6] as const) {
      const deflated = deflateSync(new TextEncoder().encode(JSON.stringify(value)), { level });
      expect(inflateJson(deflated)).toBe(value);
    }
  });

  it('hold nothing of the one before', () => {
    const packed = (value: unknown) => deflateSync(new TextEncoder().encode(JSON.stringify(value)));
    expect(inflateJson(packed({ name: '李'.repeat(5000) }))).toEqual({ name: '李'.repeat(5000) });
    expect(inflateJson(packed([]))).toEqual([]);
  });

  it('that are damaged are refused', () => {
    const deflated = deflateSync(new TextEncoder().encode(JSON.stringify(textOf(5000))));
    expect(() => inflateJson(deflated.subarray(0, deflated.length >> 1))).toThrow();
    expect(() => inflateJson(new Uint8Array([7, 7, 7]))).toThrow();
  });
});
