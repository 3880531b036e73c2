import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isBlockSummaries } from './blockSummaries.generated';
import { BlockSummaries } from './firstSync';

const schema = z.toJSONSchema(BlockSummaries);

/** The schema as a program of its own: nothing is imported, nothing is made out of text when it runs. */
function compiled(): string {
  const ajv = new Ajv2020({
    code: { source: true, esm: true },
    strict: false,
    validateFormats: false,
    messages: false,
  });
  const code = standaloneCode(ajv, ajv.compile(schema));
  const name = /^"use strict";export const validate = (\w+);export default \1;/;
  const [begin = '', validate = ''] = name.exec(code) ?? [];
  return [
    '// Made out of the schema by blockSummaries.compiled.test.ts: never edited; CONTRIBUTING.md says how it is made anew.',
    '// What a schema compiler writes bears no types, so none are checked in it; the test compares its verdicts with the schema’s.',
    '// @ts-nocheck',
    "import type { BlockSummaries } from './firstSync';",
    code.slice(begin.length).trim(),
    `export const isBlockSummaries = ${validate} as (value: unknown) => value is BlockSummaries;`,
    '',
  ].join('\n');
}

const day = fc.date({ min: new Date('1999-12-01'), max: new Date('2101-01-01'), noInvalidDate: true });
const date = day.map((one) => one.toISOString().slice(0, 10));
const division = fc.constantFrom('230828', '230828101');
const some = (name: string) => fc.string().map((text) => `${name}${text}`);
const summary = fc.record(
  {
    caseId: fc.uuid(),
    itemCode: some('ELD'),
    itemVersion: fc.integer({ min: 1 }),
    provisionalNumber: some('暂'),
    officialNumber: some('2308'),
    applicantName: some('李'),
    applicantIdNumber: some('23'),
    applicantMobile: some('13'),
    originDivision: division,
    state: some('stage_'),
    turn: fc.record(
      {
        role: fc.constantFrom('windowClerk', 'decider'),
        level: fc.constantFrom('township', 'county'),
        division,
      },
      { requiredKeys: ['role', 'level'] },
    ),
    transfer: fc.record({ from: division, to: division, on: date, accepted: fc.boolean() }),
    askedOf: fc.array(fc.record({ division, on: date, dueOn: date })),
    offices: fc.array(division),
    receivedOn: date,
    decidedOn: date,
    toleratedDueOn: date,
    extensionDays: fc.nat(),
    bundleCaseId: fc.uuid(),
    marks: fc.array(fc.constantFrom('late', 'deemed', 'child')),
    pauses: fc.array(fc.record({ from: date, to: date }, { requiredKeys: ['from'] })),
    lastActor: some('王'),
    lastChangeAt: date,
    version: fc.nat(),
    pending: fc.constant(0),
  },
  {
    requiredKeys: [
      ...([
        'caseId',
        'itemCode',
        'itemVersion',
        'provisionalNumber',
        'applicantName',
        'applicantIdNumber',
      ] as const),
      ...([
        'applicantMobile',
        'originDivision',
        'state',
        'receivedOn',
        'extensionDays',
        'marks',
        'pauses',
      ] as const),
      ...(['lastActor', 'lastChangeAt', 'version', 'pending'] as const),
    ],
  },
);
const strange = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('2026-02-29', '2026-13-01', '23082810', 'archivist', -1, 1.5, 2 ** 53, null),
);

/** Every place in a value, as the way to it. */
function placesOf(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [way, ...below.flatMap(([key, one]) => placesOf(one, [...way, key]))];
}
function put(value: unknown, [key, ...way]: readonly string[], what: unknown): unknown {
  if (key === undefined) return what;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  if (way.length === 0 && what === undefined && !Array.isArray(copy)) delete copy[key];
  else copy[key] = put(copy[key], way, what);
  return copy;
}

describe('summaries as a first sync brings them', () => {
  it('are looked at by what the schema says today', async () => {
    await expect(compiled()).toMatchFileSnapshot('./blockSummaries.generated.ts');
  });

  it('hold wherever they hold by the schema', () => {
    fc.assert(
      fc.property(fc.array(summary, { maxLength: 3 }), (block) => {
        expect(BlockSummaries.safeParse(block).success).toBe(true);
        expect(isBlockSummaries(block)).toBe(true);
      }),
    );
  });

  it('do not hold wherever one place of them does not', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        fc.array(summary, { minLength: 1, maxLength: 2 }),
        fc.nat(),
        fc.option(strange, { nil: undefined }),
        (block, n, what) => {
          const places = placesOf(block);
          const way = places[n % places.length] ?? [];
          const changed = JSON.parse(JSON.stringify(put(block, way, what) ?? null)) as unknown;
          const isRight = BlockSummaries.safeParse(changed).success;
          if (!isRight) refused += 1;
          expect(isBlockSummaries(changed)).toBe(isRight);
        },
      ),
      { numRuns: 2000 },
    );
    expect(refused).toBeGreaterThan(500);
  });

  it('do not hold with something beside what the schema knows', () => {
    fc.assert(
      fc.property(summary, fc.string(), (one, key) => {
        const more = { ...one, [`x${key}`]: 1 };
        expect(isBlockSummaries([more])).toBe(false);
        expect(isBlockSummaries([{ ...one, pauses: [{ from: '2026-03-02', [`x${key}`]: 1 }] }])).toBe(false);
      }),
    );
  });
});
