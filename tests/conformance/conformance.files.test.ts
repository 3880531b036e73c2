import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { stateHeader } from '@shared/protocol/materials';
import { PushAnswer } from '@shared/protocol/push';
import {
  firstSyncPath,
  packFirstSync,
  unpackFirstSync,
  type FirstSyncBlock,
} from '@shared/protocol/firstSync';
import { ferryPath } from '@shared/protocol/ferry';
import { decodeHead, encodeHead, headLength } from '@shared/sealing/ferry/head';
import { inJson, inspite, together, type Fault } from './testing/faultyPlatform';
import { openReference, type Reference } from './testing/referencePlatform';

let reference: Reference;
beforeAll(async () => {
  reference = await openReference();
}, 120_000);
afterAll(() => reference.close());

const matching = (...rules: RegExp[]) =>
  expect.arrayContaining(rules.map((rule) => expect.stringMatching(rule) as string)) as string[];

/** A fault in the blocks of pages of the first sync. */
const inBlocks = (change: (block: FirstSyncBlock) => FirstSyncBlock): Fault => ({
  answered: (answer, { path }) => {
    if (!path.startsWith(firstSyncPath) || answer.status !== 200) return;
    const page = unpackFirstSync(answer.body);
    if (page) answer.body = Buffer.from(packFirstSync(page.head, page.blocks.map(change)));
  },
});
const inflated = (bytes: Uint8Array) => JSON.parse(inflateRawSync(bytes).toString()) as unknown;
const deflated = (value: unknown) => deflateRawSync(JSON.stringify(value));

describe('a first sync that is wrong is found', { timeout: 240_000 }, () => {
  it('where it passes over a case', async () => {
    const fault = inBlocks(({ cases, summaries, histories }) => {
      const all = inflated(histories) as { epoch: string; cases: unknown[] };
      return {
        cases: cases - 1,
        summaries: deflated((inflated(summaries) as unknown[]).slice(1)),
        histories: deflated({ ...all, cases: all.cases.slice(1) }),
      };
    });
    expect(await reference.broken('first-sync', fault)).toEqual(
      matching(/^a first sync hands out every case .*: \d+ cases of the \d+ that the pull has$/),
    );
  });

  it('where a summary says something else than the events', async () => {
    const fault = inBlocks((block) => ({
      ...block,
      summaries: deflated(
        (inflated(block.summaries) as object[]).map((one) => ({ ...one, state: 'closed' })),
      ),
    }));
    expect(await reference.broken('first-sync', fault)).toEqual([
      expect.stringMatching(/^its summaries are those .*: a summary differs from its events in state$/),
    ]);
  });

  it('where it moves on while it is read, and where it begins anew with every page', async () => {
    const moving: Fault = {
      asked: (asked) => {
        asked.path = asked.path.replace(/&at=\d+/, '');
      },
    };
    expect(await reference.broken('first-sync', moving)).toEqual(
      matching(/^a first sync holds still at its position/),
    );
    const anew: Fault = {
      asked: (asked) => {
        if (asked.path.startsWith(firstSyncPath))
          asked.path = asked.path.replace(/after=[1-9]\d*/, 'after=0');
      },
    };
    expect(await reference.broken('first-sync', anew)).toEqual(
      matching(/^a first sync goes on behind any case/),
    );
  });

  it('where it is not there, or not laid out as a page', async () => {
    const absent: Fault = {
      answered: (answer, { path }) => {
        if (!path.startsWith(firstSyncPath)) return;
        const body = Buffer.from(JSON.stringify({ code: 'notFound', detail: '' }));
        Object.assign(answer, { status: 404, headers: { 'content-type': 'application/json' }, body });
      },
    };
    expect((await reference.broken('first-sync', absent)).length).toBe(6);
    const longer: Fault = {
      answered: (answer, { path }) => {
        if (path.startsWith(firstSyncPath)) answer.body = Buffer.concat([answer.body, Buffer.from([0])]);
      },
    };
    expect((await reference.broken('first-sync', longer)).length).toBeGreaterThanOrEqual(5);
  });
});

describe('files that are handled wrongly are found', { timeout: 240_000 }, () => {
  const taken = { status: 204, headers: { [stateHeader]: 'stored', 'upload-offset': '1' } };

  it('where what does not fit is taken in: another hash, another kind', async () => {
    const fault = together(inspite('PATCH', 422, taken), inspite('PATCH', 415, taken));
    expect(await reference.broken('materials', fault)).toEqual([
      expect.stringMatching(/^a file that does not have its hash is hashMismatch/),
      expect.stringMatching(/^a file of another kind than the item takes is otherKind/),
    ]);
  });

  it('where size, material and owner of an upload are not looked at', async () => {
    const location = `/v1/uploads/${'0'.repeat(32)}`;
    const unbounded = inspite('POST', 413, { status: 201, headers: { location } });
    expect(await reference.broken('materials', unbounded)).toEqual([
      expect.stringMatching(/^a file above the item’s limit, of no material or without a size/),
    ]);
    const anybodys: Fault = {
      answered: (answer, asked) => {
        if (asked.path.startsWith('/v1/uploads/') && answer.status === 404)
          Object.assign(answer, { status: 204, headers: {}, body: Buffer.alloc(0) });
      },
    };
    expect(await reference.broken('materials', anybodys)).toEqual(
      matching(/^an upload is its device’s own, and one that is given up is gone/),
    );
  });

  it('where HEAD says less or more than is there', async () => {
    for (const by of [-1, 1]) {
      const fault: Fault = {
        answered: ({ headers }, { method }) => {
          const said = Number(headers['upload-offset']);
          if (method === 'HEAD' && said > 0) headers['upload-offset'] = String(said + by);
        },
      };
      expect(await reference.broken('materials', fault, /pieces|^a piece at|line is cut/)).toEqual(
        matching(
          /^a file sent in pieces counts with its last byte.*HEAD says/,
          /^an upload whose line is cut goes on where HEAD says/,
          /^a piece at another offset/,
        ),
      );
    }
  });

  it('where a file is begun anew instead of gone on with, given to everybody, or before it is whole', async () => {
    const rangeless: Fault = {
      asked: ({ headers }) => {
        delete headers.range;
      },
    };
    expect(await reference.broken('materials', rangeless)).toEqual([
      expect.stringMatching(/^a download goes on in the middle.*: status 200 with Content-Range ""/),
    ]);
    const careless: Fault = {
      answered: (answer, { method, path }) => {
        if (method !== 'GET' || !path.startsWith('/v1/materials/') || answer.status !== 404) return;
        Object.assign(answer, { status: 200, body: Buffer.from('somebody’s file') });
      },
    };
    expect(await reference.broken('materials', careless)).toEqual(
      matching(/^a file sent in pieces/, /^a file is given to the offices whose part of a history names it/),
    );
  });

  it('where an event is judged before its files are there', async () => {
    const hasty = inJson('/v1/push', (body) => {
      const answer = PushAnswer.parse(body);
      const taken = { version: 1, acceptedAt: new Date().toISOString(), assigned: {} };
      const results = answer.results.map((result) =>
        result.kind === 'deferred'
          ? { ...result, kind: 'accepted', ...taken, receipt: `${'A'.repeat(43)}=` }
          : result,
      );
      return { ...answer, results };
    });
    expect(await reference.broken('materials', hasty, /^an event whose files/)).toEqual([
      expect.stringMatching(/^an event whose files are still on their way.*: accepted, expected deferred$/),
    ]);
  });
});

describe('a ferry that is wrong is found', { timeout: 240_000 }, () => {
  it('where what comes back is not signed by the platform, or not whole', async () => {
    const forged: Fault = {
      answered: (answer, { path }) => {
        if (path !== ferryPath || answer.status !== 200) return;
        const decoded = decodeHead(answer.body);
        if (decoded.kind !== 'head') return;
        const [letter = '', ...rest] = decoded.head.signature;
        const signature = `${letter === 'A' ? 'B' : 'A'}${rest.join('')}`;
        answer.body.set(encodeHead({ ...decoded.head, signature }));
      },
    };
    expect(await reference.broken('ferry', forged)).toEqual(
      matching(/^a bundle brings events .*: what came back is not signed with the key/),
    );
    const cut: Fault = {
      answered: (answer, { path }) => {
        if (path === ferryPath && answer.status === 200)
          answer.body = answer.body.subarray(0, headLength + 100);
      },
    };
    expect(await reference.broken('ferry', cut)).toEqual(
      matching(/^a bundle brings events .*: the body that came back is not the one of its label/),
    );
  });

  it('where damaged, foreign and early bundles are taken', async () => {
    let last: Buffer | undefined;
    const trusting: Fault = {
      answered: (answer, { path }) => {
        if (path !== ferryPath) return;
        if (answer.status === 200) last = answer.body;
        else
          Object.assign(answer, {
            status: 200,
            headers: { 'content-type': 'application/octet-stream' },
            body: last ?? Buffer.alloc(0),
          });
      },
    };
    expect(await reference.broken('ferry', trusting)).toEqual([
      expect.stringMatching(
        /^a bundle with one changed byte is hashMismatch.*: status 200, expected a problem$/,
      ),
      expect.stringMatching(/^a file that is no bundle, of a newer format, for another platform/),
      expect.stringMatching(/^a bundle whose events stand behind others that never came is earlierMissing/),
    ]);
  });

  it('where a bundle that comes again counts again', async () => {
    const answers = new Map<string, Buffer>();
    const counting: Fault = {
      answered: (answer, { path, headers }) => {
        if (path !== ferryPath || answer.status !== 200) return;
        const size = headers['content-length'] ?? '';
        const before = answers.get(size);
        if (before) answer.body = before;
        else answers.set(size, answer.body);
      },
    };
    expect(await reference.broken('ferry', counting, /^the same bundle again/)).toEqual([
      expect.stringMatching(/^the same bundle again changes nothing.*: accepted, expected duplicate$/),
    ]);
  });
});
