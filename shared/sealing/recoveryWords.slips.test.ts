import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecoveryWords, recoveryWords } from './recoveryWords';

const secret = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 5) % 256);

describe('the words of a recovery key', () => {
  it('say the same secret in both languages, however they are set out', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (random) => {
        const chinese = recoveryWords(random, 'zh-CN');
        const english = recoveryWords(random, 'en');
        expect(chinese).toHaveLength(24);
        const written = [
          chinese.join(''),
          chinese.map((word, index) => `${index + 1}. ${word}`).join('\n'),
          english.join('  ').toUpperCase(),
        ];
        for (const typed of written)
          expect(readRecoveryWords(typed)).toMatchObject({ kind: 'secret', secret: random });
      }),
      { numRuns: 50 },
    );
  });

  it('name a character that is none of the list, and a missing one', () => {
    const words = recoveryWords(secret, 'zh-CN');
    expect(readRecoveryWords(words.with(6, '赉').join(''))).toEqual({
      kind: 'unknownWord',
      position: 7,
      word: '赉',
    });
    expect(readRecoveryWords(words.slice(1).join(''))).toEqual({ kind: 'count', count: 23 });
  });

  it('notice nearly every character that is another one of the list', () => {
    const words = recoveryWords(secret, 'zh-CN');
    const others = recoveryWords(
      secret.map((byte) => 255 - byte),
      'zh-CN',
    );
    const slips = words.flatMap((_, at) => others.map((other) => words.with(at, other).join('')));
    const noticed = slips.filter((typed) => readRecoveryWords(typed).kind === 'slip').length;
    expect(noticed / slips.length).toBeGreaterThan(0.98);
  });
});
