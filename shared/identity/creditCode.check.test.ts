import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCreditCode, CreditCode, creditCodeParts, organisationCheck } from './creditCode';
import { creditHolderOf } from './creditHolder';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe('unified credit codes', () => {
  it.each(['91110000101623741K', '91350100M000100Y43'])('accepts %s', (code) => {
    expect(checkCreditCode(code)).toEqual({ kind: 'valid' });
  });
  it('names what is wrong', () => {
    expect(checkCreditCode('91110000101623741A')).toEqual({ kind: 'invalid', reason: 'checkDigit' });
    expect(checkCreditCode('9111000010162374IK')).toEqual({ kind: 'invalid', reason: 'characters' });
    expect(checkCreditCode('9111000010162374')).toEqual({ kind: 'invalid', reason: 'length' });
    expect(CreditCode.safeParse('91110000101623741A').error?.issues[0]?.message).toBe(
      'identity.creditCode.checkDigit',
    );
  });
  it('finds a wrong organisation code even where the last character was computed for it', () => {
    // ...1 at place 17 made 2: weight 28 more, so the last character moves from K (19) by -28 mod 31 to 22, which is N.
    expect(checkCreditCode('91110000101623742N')).toEqual({ kind: 'invalid', reason: 'organisationCode' });
  });
  it('finds every single wrong character', () => {
    const code = fc.constantFrom('91110000101623741K', '91350100M000100Y43');
    fc.assert(
      fc.property(code, fc.nat(17), fc.constantFrom(...alphabet), (good, place, character) => {
        fc.pre(good[place] !== character);
        const wrong = good.slice(0, place) + character + good.slice(place + 1);
        expect(checkCreditCode(wrong).kind).toBe('invalid');
      }),
    );
  });
  it('takes lower case and blanks around', () => {
    expect(CreditCode.parse(' 91110000101623741k ')).toBe('91110000101623741K');
  });
  it('computes the organisation code inside (GB 11714): 73691695-1', () => {
    expect(organisationCheck('73691695')).toBe('1');
  });

  /** Any code, its check characters computed in another way: by the residue that makes the whole sum divisible. */
  const made = fc
    .record({
      head: fc.constantFrom('11', '12', '51', '54', '91', '92', '93'),
      division: fc.integer({ min: 110_000, max: 659_999 }).map(String),
      organisation: fc.array(fc.constantFrom(...alphabet), { minLength: 8, maxLength: 8 }),
    })
    .map(({ head, division, organisation }) => {
      const body = head + division + organisation.join('') + organisationCheck(organisation.join(''));
      const weighted = [...body].reduce((sum, each, at) => sum + alphabet.indexOf(each) * 3 ** at, 0);
      const last = [...alphabet].find((_, value) => (weighted + value) % 31 === 0) ?? '';
      return { code: body + last, head, weighted };
    });

  it('accepts every code that is made by the rule, and takes it apart', () => {
    fc.assert(
      fc.property(made, ({ code, head }) => {
        expect(checkCreditCode(code)).toEqual({ kind: 'valid' });
        expect(creditCodeParts(code)).toEqual({
          registration: head,
          divisionCode: code.slice(2, 8),
          organisationCode: code.slice(8, 17),
        });
      }),
      { numRuns: 300 },
    );
  });

  it('ends in 0 where the weighted sum leaves nothing by 31', () => {
    const zero = fc.sample(made, { numRuns: 1000, seed: 31 }).filter(({ weighted }) => weighted % 31 === 0);
    expect(zero.length).toBeGreaterThan(0);
    for (const { code } of zero) {
      expect(code.endsWith('0')).toBe(true);
      expect(checkCreditCode(code)).toEqual({ kind: 'valid' });
    }
  });

  it('finds every two neighbours in the wrong order', () => {
    fc.assert(
      fc.property(made, fc.nat(16), ({ code }, at) => {
        fc.pre(code[at] !== code[at + 1]);
        const wrong = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
        expect(checkCreditCode(wrong).kind).toBe('invalid');
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    // A ministry and a city's organ, as their published licence and item codes carry them; the third is a company.
    ['11100000000013338W', 'stateOrgan'],
    ['11370800MB28559184', 'stateOrgan'],
    ['91350100M000100Y43', 'enterprise'],
  ] as const)('says of %s that its holder is a %s', (code, holder) => {
    expect(creditHolderOf(code)).toBe(holder);
    expect(creditHolderOf(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)).toBeUndefined();
  });

  it('knows sole traders, cooperatives and village committees by the first two characters', () => {
    const holders = {
      '12': 'publicInstitution',
      '54': 'villageCommittee',
      '92': 'soleTrader',
      '93': 'cooperative',
    };
    const sample = fc.sample(made, { numRuns: 200, seed: 7 });
    for (const [head, holder] of Object.entries(holders))
      expect(creditHolderOf(sample.find((one) => one.head === head)?.code ?? '')).toBe(holder);
    expect(creditHolderOf(sample.find((one) => one.head === '51')?.code ?? '')).toBe('other');
  });
});
