import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PullAnswer } from '@shared/protocol/pull';
import { PushAnswer } from '@shared/protocol/push';
import { AccountAnswer } from '@shared/protocol/accountState';
import { CalendarsAnswer } from '@shared/protocol/calendars';
import { DelegationsAnswer } from '@shared/protocol/delegation';
import { inJson, together, type Fault } from './testing/faultyPlatform';
import { openReference, type Reference } from './testing/referencePlatform';

let reference: Reference;
beforeAll(async () => {
  reference = await openReference();
}, 120_000);
afterAll(() => reference.close());

const matching = (...rules: RegExp[]) =>
  expect.arrayContaining(rules.map((rule) => expect.stringMatching(rule) as string)) as string[];

describe('a live stream that is wrong is found', { timeout: 240_000 }, () => {
  it('where it tells of the beginning and of nothing after it', async () => {
    const told = new Set<string>();
    const deaf: Fault = {
      heard: (block) => {
        if (!block.includes('event: position')) return block;
        // Both lines hear of the same position first.
        if (told.size === 0) told.add(block);
        return told.has(block) ? block : undefined;
      },
    };
    expect(await reference.broken('stream', deaf, /^a stream tells every/)).toEqual([
      expect.stringMatching(/^a stream tells every .*: word of position \d+ did not come within 10 s$/),
    ]);
  });

  it('where it does not greet, is silent, or says that the stream goes elsewhere than it does', async () => {
    const rude: Fault = { heard: (block) => (block.includes('event: hello') ? undefined : block) };
    expect(await reference.broken('stream', rude, /^a stream greets/)).toEqual([
      expect.stringMatching(/^a stream greets first.*: the greeting did not come within 8 s$/),
    ]);
    const silent: Fault = {
      heard: (block) =>
        block.startsWith(':') ? undefined : block.replace(/"beatSeconds":\d+/, '"beatSeconds":1'),
    };
    expect(await reference.broken('stream', silent, /^a stream is not silent/)).toEqual([
      expect.stringMatching(/^a stream is not silent .*: a comment did not come within 6 s$/),
    ]);
    const elsewhere: Fault = {
      heard: (block) => block.replace(/"position":(\d+)/, (_, at: string) => `"position":${Number(at) + 1}`),
    };
    expect(await reference.broken('stream', elsewhere, /^a stream greets/)).toEqual([
      expect.stringMatching(
        /^a stream greets first.*: it says 230828101 \d+, where a pull says 230828101 \d+$/,
      ),
    ]);
  });

  it('where it tells of another office, or says what no device understands', async () => {
    let position = 0;
    const talkative: Fault = {
      heard: (block) => {
        if (!block.includes('event: position')) return block;
        position += 1;
        const other = { kind: 'position', stream: '230828201', epoch: crypto.randomUUID(), position };
        return `${block}\n\nevent: position\ndata: ${JSON.stringify(other)}`;
      },
    };
    expect(await reference.broken('stream', talkative, /^a stream tells of/)).toEqual([
      expect.stringMatching(/^a stream tells of the own office alone: it told of 230828201 too$/),
    ]);
    const strange: Fault = { heard: (block) => block.replace('"kind":"position"', '"kind":"news"') };
    expect(await reference.broken('stream', strange, /^a stream greets/)).toEqual([
      expect.stringMatching(
        /^a stream greets first.*: an event "position" has data that is no message of the stream$/,
      ),
    ]);
  });
});

describe('what a device is told of itself and is wrong is found', { timeout: 240_000 }, () => {
  it('where the account is another, calendars have another version, or a loan goes on for ever', async () => {
    const account = inJson('/v1/account', (body) => {
      const answer = AccountAnswer.parse(body);
      return { ...answer, account: { ...answer.account, roles: ['windowClerk', 'decider'] } };
    });
    const calendars = inJson('/v1/calendars', (body) => ({
      ...CalendarsAnswer.parse(body),
      version: 'other',
    }));
    let lent: DelegationsAnswer | undefined;
    const delegations: Fault = {
      answered: (answer, { method, path }) => {
        if (method !== 'POST' || !path.startsWith('/v1/delegations') || answer.status >= 400) return;
        if (path === '/v1/delegations')
          lent = DelegationsAnswer.parse(JSON.parse(answer.body.toString('utf8')));
        else answer.body = Buffer.from(JSON.stringify(lent));
      },
    };
    expect(await reference.broken('standing', together(account, calendars, delegations))).toEqual([
      expect.stringMatching(/^the account is the one that signed in.*: it differs .* in roles$/),
      expect.stringMatching(/^calendars come with the version that the stream names/),
      expect.stringMatching(/^roles are lent from a day to a day.*: it still stands after it was ended$/),
    ]);
  });

  it('where anybody lends anything', async () => {
    const generous: Fault = {
      answered: (answer, { path }) => {
        if (path !== '/v1/delegations' || answer.status !== 403) return;
        const body = Buffer.from(JSON.stringify({ given: [], received: [], colleagues: [] }));
        Object.assign(answer, { status: 200, body });
      },
    };
    expect(await reference.broken('standing', generous)).toEqual([
      expect.stringMatching(/^roles that one does not have, .*: status 200, expected a problem$/),
    ]);
  });
});

describe('a keeper of the audit journal that is wrong is found', { timeout: 240_000 }, () => {
  it('where it keeps what nobody has signed', async () => {
    const credulous: Fault = {
      answered: (answer, { path }) => {
        if (path === '/v1/audit' && answer.status === 200)
          answer.body = Buffer.from(JSON.stringify({ keptUpTo: 4 }));
      },
    };
    expect(await reference.broken('audit', credulous)).toEqual([
      expect.stringMatching(/^audit entries are kept however often .*: kept up to 4, expected 2$/),
      expect.stringMatching(/^of audit entries all are kept up to the first .*: kept up to 4, expected 2$/),
    ]);
  });
});

describe('a transfer that is wrong is found', { timeout: 240_000 }, () => {
  /** Changes what the other office's stream has of cases that were received elsewhere. */
  const inTheirs = (change: (events: PullAnswer['events']) => PullAnswer['events']) =>
    inJson('/v1/pull?stream=230828201', (body) => {
      const answer = PullAnswer.parse(body);
      return { ...answer, events: change(answer.events) };
    });
  const isComing = ({ type }: { type: string }) =>
    type === 'case.transferred' || type === 'assistance.requested';

  it('where the receiving office gets only what happens from then on', async () => {
    const fault = inTheirs((events) =>
      events.filter(({ signed, version }) => version > 1 || signed.body.event.originDivision === '230828201'),
    );
    expect(await reference.broken('transfer', fault)).toEqual(
      matching(
        /^a case that passes to another office .*: the other office’s stream has versions 2,3, expected 1,2,3$/,
        /^an office that is asked 协办 gets the whole history/,
      ),
    );
  });

  it('where it gets the history twice, behind the step that brought it, or changed', async () => {
    const twice = inTheirs((events) =>
      events.flatMap((one) => (isComing(one.signed.body.event) ? [one, one] : [one])),
    );
    expect(await reference.broken('transfer', twice)).toEqual(
      matching(/^a case that passes .* has versions 1,2,3,3, expected 1,2,3$/),
    );
    const backwards = inTheirs((events) => [...events].reverse());
    expect(await reference.broken('transfer', backwards)).toEqual(
      matching(/^a case that passes .* has versions 3,2,1, expected 1,2,3$/),
    );
    const renumbered = inTheirs((events) =>
      events.map((one) => ({ ...one, assigned: { caseNumber: '乡办1号' } })),
    );
    expect(await reference.broken('transfer', renumbered)).toEqual([
      expect.stringMatching(/^a case that passes .*: its events there are not those here$/),
    ]);
  });

  it('where an office that was let go goes on hearing', async () => {
    let authorization: string | undefined;
    const overheard: Fault = {
      answered: async (answer, { path, headers }) => {
        if (path.startsWith('/v1/pull?stream=230828101')) ({ authorization } = headers);
        if (!path.startsWith('/v1/pull?stream=230828201') || authorization === undefined) return;
        const said = PullAnswer.parse(JSON.parse(answer.body.toString('utf8')));
        const url = `${reference.address}/v1/pull?stream=230828101&after=0&limit=500`;
        const here = PullAnswer.parse(await (await fetch(url, { headers: { authorization } })).json());
        const cases = new Set(said.events.map(({ signed }) => signed.body.event.caseId));
        const had = new Set(said.events.map(({ signed }) => signed.hash));
        const more = here.events.filter(
          ({ signed }) => cases.has(signed.body.event.caseId) && !had.has(signed.hash),
        );
        answer.body = Buffer.from(JSON.stringify({ ...said, events: [...said.events, ...more] }));
      },
    };
    expect(await reference.broken('transfer', overheard)).toEqual([
      expect.stringMatching(
        /^an office that sent it back .*: let go, the other office’s stream has versions 1,2,3,4, expected 1,2,3$/,
      ),
      expect.stringMatching(/^an office that is asked 协办 .* has versions 1,2,3,4,5, expected 1,2,3,4$/),
    ]);
  });

  it('where a step is refused for another reason, or an unknown office is taken for one', async () => {
    const fault = inJson('/v1/push', (body) => {
      const answer = PushAnswer.parse(body);
      const results = answer.results.map((result) =>
        result.kind === 'refused' ? { ...result, refusal: { kind: 'notAuthorised' } } : result,
      );
      return { ...answer, results };
    });
    expect(await reference.broken('transfer', fault)).toEqual([
      expect.stringMatching(/^once it has accepted.*: refused for "none", expected "handledBy"$/),
      expect.stringMatching(/^on its way nobody works on it.*: refused for "none", expected "inTransfer"$/),
      expect.stringMatching(
        /^a case is not sent to an office .*: refused: notAuthorised, expected refused: notAllowed$/,
      ),
    ]);
  });
});
