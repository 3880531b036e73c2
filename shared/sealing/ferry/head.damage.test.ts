import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHead, encodeHead, headLength } from './head';
import { headOf, sampleLabel } from './testing/sampleHead';

const head = headOf(sampleLabel);
const laid = encodeHead(head);

describe('the head of a bundle', () => {
  it('reads back as it was, also in front of a body', () => {
    expect(decodeHead(laid)).toEqual({ kind: 'head', head });
    expect(decodeHead(Uint8Array.of(...laid, 1, 2, 3))).toEqual({ kind: 'head', head });
  });

  it.each([1, 2])('reads back in format %i, and is damaged where its first line says another', (format) => {
    const inFormat = headOf({ ...sampleLabel, format });
    const bytes = encodeHead(inFormat);
    expect(decodeHead(bytes)).toEqual({ kind: 'head', head: inFormat });
    const other = new TextDecoder()
      .decode(bytes)
      .replace(/^(longjiang-ferry) \d/, `$1 ${String(3 - format)}`);
    expect(decodeHead(new TextEncoder().encode(other)).kind).toBe('damaged');
  });

  it('is never read where any byte was changed, but for the signature, which its reader checks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: headLength - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Uint8Array.from(laid);
        changed[at] = (changed[at] ?? 0) ^ by;
        const decoded = decodeHead(changed);
        if (decoded.kind !== 'head') return;
        expect(decoded.head.label).toEqual(head.label);
        expect(decoded.head.signature).not.toBe(head.signature);
      }),
      { numRuns: 1500 },
    );
  });

  it('is never read where it is cut off', () => {
    for (let length = 0; length < headLength; length += 61)
      expect(decodeHead(laid.subarray(0, length)).kind).not.toBe('head');
  });

  it('says what else a file may be', () => {
    const of = (text: string) => decodeHead(new TextEncoder().encode(text.padEnd(headLength))).kind;
    expect(of('%PDF-1.7')).toBe('notABundle');
    expect(of('longjiang-backup 1\n{}')).toBe('notABundle');
    expect(of('longjiang-ferry 3\n{}')).toBe('newerFormat');
    for (const format of ['0', '1', '02', '2']) expect(of(`longjiang-ferry ${format}\n{}`)).toBe('damaged');
    expect(decodeHead(new Uint8Array()).kind).toBe('notABundle');
  });

  it('says nothing personal', () => {
    const named = [...JSON.stringify(head.label).matchAll(/"(\w+)":/g)].map(([, name]) => name);
    expect(named).not.toEqual(expect.arrayContaining(['name', 'form', 'loginName', 'actor']));
  });
});
