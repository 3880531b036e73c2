import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLicenceIdentifier, parseLicenceIdentifier } from './licenceIdentifier';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

describe('identifiers of electronic licences', () => {
  it.each([
    [
      '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U',
      { typeCode: '11100000000013338W011', issuer: '11430000006122244L', serial: '20230000403', version: 1 },
    ],
    [
      '1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0',
      { typeCode: '11100000000013338W009', issuer: '11330105002500287C', serial: '2025052201', version: 2 },
    ],
    [
      '1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9',
      { typeCode: '11100000MB03271699022', issuer: '340100', serial: '000000016', version: 1 },
    ],
  ])('that were published are read and checked: %s', (identifier, parts) => {
    expect(parseLicenceIdentifier(identifier)).toEqual({ kind: 'valid', ...parts });
    expect(formatLicenceIdentifier(parts)).toBe(identifier);
  });

  it('include published ones whose last character follows another reckoning: that is said', () => {
    const other =
      '1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M';
    expect(parseLicenceIdentifier(other)).toEqual({ kind: 'invalid', reason: 'checkCharacter' });
  });

  const parts = fc.record({
    typeCode: fc.constantFrom('11100000000013338W011', '11100000MB03271699022'),
    issuer: fc.constantFrom('11430000006122244L', '230828'),
    serial: fc
      .array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 32 })
      .map((characters) => characters.join('')),
    version: fc.integer({ min: 1, max: 999 }),
  });

  it('are read back as they were written', () => {
    fc.assert(
      fc.property(parts, (made) => {
        expect(parseLicenceIdentifier(formatLicenceIdentifier(made))).toEqual({ kind: 'valid', ...made });
      }),
    );
  });

  it('show every single wrong character', () => {
    fc.assert(
      fc.property(parts, fc.nat(120), fc.constantFrom(...alphabet), (made, at, character) => {
        const identifier = formatLicenceIdentifier(made);
        const place = at % identifier.length;
        fc.pre(identifier[place] !== '.' && identifier[place] !== character);
        const wrong = identifier.slice(0, place) + character + identifier.slice(place + 1);
        expect(parseLicenceIdentifier(wrong).kind).toBe('invalid');
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['', 'form'],
    ['1.2.156.3005.11100000000013338W011.11430000006122244L.20230000403.001.U', 'form'],
    ['1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.1.U', 'form'],
    ['1.2.156.3005.2.11100000000013338X011.11430000006122244L.20230000403.001.U', 'typeCode'],
    ['1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.V', 'checkCharacter'],
  ])('say what is wrong with %j: %s', (text, reason) => {
    expect(parseLicenceIdentifier(text)).toEqual({ kind: 'invalid', reason });
  });

  it('are not made of parts that could not be read back', () => {
    const good = { typeCode: '11100000000013338W011', issuer: '230828', serial: '7', version: 1 };
    for (const bad of [
      { version: 0 },
      { version: 1000 },
      { serial: '' },
      { serial: 'a' },
      { typeCode: '230828' },
    ])
      expect(() => formatLicenceIdentifier({ ...good, ...bad })).toThrow(RangeError);
  });
});
