import { randomUUID } from 'node:crypto';
import { problemIn, type Device } from '../client';
import { expectThat, type Check } from '../suite';
import { amend, expectKind, expectRefusal, receive } from './cases';

/** What becomes of offered events, and how they come back. */
export const syncChecks: readonly Check[] = [
  {
    name: 'a received case is accepted at version 1 with a case number',
    run: async (bench) => {
      const { result } = await receive(bench, bench.first);
      expectThat(result.version === 1, () => `version ${result.version}`);
      expectThat(result.assigned.caseNumber !== undefined, () => 'no case number');
    },
  },
  {
    name: 'case numbers are never given twice',
    run: async (bench) => {
      const numbers = new Set<string | undefined>();
      for (let n = 0; n < 12; n += 1)
        numbers.add(
          (await receive(bench, n % 2 === 0 ? bench.first : bench.second)).result.assigned.caseNumber,
        );
      expectThat(numbers.size === 12, () => `${numbers.size} numbers for 12 cases`);
    },
  },
  {
    name: 'the same event again is a duplicate with the same version, number and receipt',
    run: async (bench) => {
      const { signed, result } = await receive(bench, bench.first);
      const again = expectKind((await bench.first.push(signed))[0], 'duplicate');
      const { kind: _, ...before } = result;
      const { kind: __, ...after } = again;
      expectThat(JSON.stringify(before) === JSON.stringify(after), () => 'it was answered otherwise');
    },
  },
  {
    name: 'any device may carry another one’s events',
    run: async (bench) => {
      const { first, second, receipt } = bench;
      const about = { caseId: randomUUID(), baseVersion: 0 };
      const signed = first.sign(first.event('application.received', about, receipt()));
      expectKind((await second.push(signed))[0], 'accepted');
      expectKind((await first.push(signed))[0], 'duplicate');
    },
  },
  {
    name: 'a changed byte of an event is notAuthentic, and nothing of it is kept',
    run: async (bench) => {
      const { first, receipt } = bench;
      const about = { caseId: randomUUID(), baseVersion: 0 };
      const [sequence, previousHash] = [first.sequence, first.previousHash];
      const signed = first.sign(first.event('application.received', about, receipt()));
      const { event } = signed.body;
      const changed = {
        ...signed,
        body: { ...signed.body, event: { ...event, recordedAt: '2020-01-01T00:00:00.000Z' } },
      };
      expectRefusal((await first.push(changed))[0], 'notAuthentic');
      const [letter, ...rest] = signed.signature;
      const forged = { ...signed, signature: `${letter === 'A' ? 'B' : 'A'}${rest.join('')}` };
      expectRefusal((await first.push(forged))[0], 'notAuthentic');
      Object.assign(first, { sequence, previousHash });
      const next = first.sign(first.event('application.received', about, receipt()));
      expectKind((await first.push(next))[0], 'accepted');
    },
  },
  {
    name: 'a step that the workflow does not allow is notAllowed, and the chain goes on over it',
    run: async (bench) => {
      const { first } = bench;
      const { caseId } = await receive(bench, first);
      const closed = first.event('case.closed', { caseId, baseVersion: 1 }, {});
      expectRefusal(await first.act(closed), 'notAllowed');
      await receive(bench, first);
    },
  },
  {
    name: 'an event by somebody that the account is not is notAuthorised',
    run: async (bench) => {
      const { first, receipt } = bench;
      const honest = first.event('application.received', { caseId: randomUUID(), baseVersion: 0 }, receipt());
      const event = {
        ...honest,
        actor: { ...honest.actor, roles: ['windowClerk' as const, 'decider' as const] },
      };
      expectRefusal(await first.act(event), 'notAuthorised');
    },
  },
  {
    name: 'two changes of different fields, made apart, are both accepted',
    run: async (bench) => {
      const { first, second, subject } = bench;
      const { caseId } = await receive(bench, first);
      expectKind(await first.act(amend(first, caseId, 1, subject.changes[0])), 'accepted');
      const merged = expectKind(await second.act(amend(second, caseId, 1, subject.changes[1])), 'accepted');
      expectThat(merged.version === 3, () => `version ${merged.version}, expected 3`);
    },
  },
  {
    name: 'two changes of one field, made apart, collide: the second is a conflict that says which part and version',
    run: async (bench) => {
      const { first, second, subject } = bench;
      const [change] = subject.changes;
      const { caseId } = await receive(bench, first);
      expectKind(await first.act(amend(first, caseId, 1, change)), 'accepted');
      const result = expectKind(await second.act(amend(second, caseId, 1, change)), 'refused');
      expectRefusal(result, 'conflict');
      const { refusal } = result;
      if (refusal.kind !== 'conflict') return;
      const part = `form.${Object.keys(change)[0] ?? ''}`;
      expectThat(refusal.parts.includes(part), () => `parts ${refusal.parts.join()}, expected ${part}`);
      expectThat(refusal.currentVersion === 2, () => `currentVersion ${refusal.currentVersion}, expected 2`);
    },
  },
  {
    name: 'two steps of the workflow, made apart, collide',
    run: async (bench) => {
      const { first, second } = bench;
      const { caseId } = await receive(bench, first);
      const withdraw = (by: Device) =>
        by.event('application.withdrawn', { caseId, baseVersion: 1 }, { reason: '申请人不办了' });
      expectKind(await first.act(withdraw(first)), 'accepted');
      expectRefusal(await second.act(withdraw(second)), 'conflict');
    },
  },
  {
    name: 'what one device did on a case in a row is taken in a row, though only the first version was confirmed',
    run: async (bench) => {
      const { first, receipt, subject } = bench;
      const caseId = randomUUID();
      const events = [
        first.event('application.received', { caseId, baseVersion: 0 }, receipt()),
        amend(first, caseId, 0, subject.changes[0]),
        amend(first, caseId, 0, subject.changes[0]),
      ].map((event) => first.sign(event));
      const results = await first.push(...events);
      const versions = results.map((result) => expectKind(result, 'accepted').version);
      expectThat(versions.join() === '1,2,3', () => `versions ${versions.join()}`);
    },
  },
  {
    name: 'what was done on a clone of a device is held against the original, which has not seen it, whatever the numbers',
    run: async (bench) => {
      const { first, subject } = bench;
      const { caseId } = await receive(bench, first);
      const [change, another] = subject.changes;
      const { sequence, previousHash } = first;
      const onClone = first.sign(amend(first, caseId, 1, change));
      Object.assign(first, { sequence, previousHash });
      const own = first.sign(amend(first, caseId, 1, another));
      const over = first.sign(amend(first, caseId, 1, change));
      const results = await first.push(onClone, own, over);
      expectKind(results[0], 'accepted');
      expectKind(results[1], 'accepted');
      expectRefusal(results[2], 'conflict');
    },
  },
  {
    name: 'a refused event holds up none of the others in its push',
    run: async (bench) => {
      const { first, receipt } = bench;
      const about = { caseId: randomUUID(), baseVersion: 0 };
      const { caseId } = await receive(bench, first);
      const wrong = first.event('case.closed', { caseId, baseVersion: 1 }, {});
      const events = [wrong, first.event('application.received', about, receipt())].map((one) =>
        first.sign(one),
      );
      const [refused, accepted] = await first.push(...events);
      expectKind(refused, 'refused');
      expectKind(accepted, 'accepted');
    },
  },
  {
    name: 'a stream brings every accepted event once, in rising positions, as it was signed',
    run: async (bench) => {
      const { signed, caseId } = await receive(bench, bench.first);
      const all = await bench.second.stream();
      const positions = all.map(({ position }) => position);
      expectThat(
        positions.every((at, n) => n === 0 || at > (positions[n - 1] ?? 0)),
        () => 'positions do not rise',
      );
      const ours = all.filter((one) => one.signed.body.event.caseId === caseId);
      expectThat(ours.length === 1, () => `the event came ${ours.length} times`);
      expectThat(JSON.stringify(ours[0]?.signed) === JSON.stringify(signed), () => 'it came changed');
    },
  },
  {
    name: 'a stream read in small pages is the same as in large ones, and goes on behind any position',
    run: async ({ first }) => {
      const whole = await first.stream(500);
      const text = (events: unknown) => JSON.stringify(events);
      expectThat(text(await first.stream(3)) === text(whole), () => 'small pages bring something else');
      const from = whole[Math.floor(whole.length / 2)]?.position ?? 0;
      const rest = whole.filter(({ position }) => position > from);
      expectThat(
        text(await first.stream(500, from)) === text(rest),
        () => 'it does not go on behind a position',
      );
    },
  },
  {
    name: 'another office neither sees nor reads the case',
    run: async (bench) => {
      const { first, stranger } = bench;
      const { caseId } = await receive(bench, first);
      const seen = (await stranger.stream()).some((one) => one.signed.body.event.caseId === caseId);
      expectThat(!seen, () => 'its stream brings the case');
      const foreign = { stream: first.divisionCode, after: 0, limit: 1 };
      const code = problemIn(await stranger.send('pull', foreign));
      expectThat(code === 'forbidden', () => `problem "${code}", expected "forbidden"`);
    },
  },
];
