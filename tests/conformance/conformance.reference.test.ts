import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PullAnswer } from '@shared/protocol/pull';
import { PushAnswer } from '@shared/protocol/push';
import { groupNames, groups } from './groups';
import { inJson } from './testing/faultyPlatform';
import { openReference, type Reference } from './testing/referencePlatform';

let reference: Reference;
beforeAll(async () => {
  reference = await openReference();
}, 120_000);
afterAll(() => reference.close());

describe('the conformance suite', { timeout: 240_000 }, () => {
  it('passes on the reference platform', async () => {
    const verdicts = await reference.run(...groupNames);
    expect(verdicts.filter(({ fault }) => fault !== undefined)).toEqual([]);
    expect(verdicts.map(({ name }) => name)).toEqual(
      groupNames.flatMap((group) => groups[group].map(({ name }) => name)),
    );
  });

  it('names every rule once', () => {
    const names = groupNames.flatMap((group) => groups[group].map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
  });

  it('finds a platform whose stream passes over an event', async () => {
    const fault = inJson('/v1/pull', (body) => {
      const answer = PullAnswer.parse(body);
      const events = answer.events.filter((_, n) => n !== answer.events.length - 1 || answer.more);
      return { ...answer, events };
    });
    expect(await reference.broken('sync', fault)).toContainEqual(
      expect.stringMatching(/^a stream brings every accepted event once.*: the event came 0 times$/),
    );
  });

  it('finds a platform that takes an event twice, and one that lets the last writer win', async () => {
    const fault = inJson('/v1/push', (body) => {
      const answer = PushAnswer.parse(body);
      const results = answer.results.map((result) => {
        if (result.kind === 'duplicate') return { ...result, kind: 'accepted' };
        if (result.kind !== 'refused' || result.refusal.kind !== 'conflict') return result;
        const { eventId, hash } = result;
        const receipt = `${'A'.repeat(43)}=`;
        const acceptedAt = new Date().toISOString();
        return { kind: 'accepted', eventId, hash, version: 9, acceptedAt, assigned: {}, receipt };
      });
      return { ...answer, results };
    });
    const broken = await reference.broken('sync', fault);
    for (const rule of [
      /^the same event again is a duplicate/,
      /^two changes of one field, made apart, collide/,
      /^what was done on a clone of a device .*: accepted, expected refused: conflict$/,
      /^two steps of the workflow, made apart, collide: accepted, expected refused: conflict$/,
    ])
      expect(broken).toContainEqual(expect.stringMatching(rule));
  });
});
