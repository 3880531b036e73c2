import { isDeepStrictEqual } from 'node:util';
import { addDays, shanghaiDate } from '@shared/calendar/dates';
import type { CaseEventType, Payload } from '@shared/casework/event';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import type { PushResult } from '@shared/protocol/push';
import type { Device } from '../client';
import { expectThat, type Bench, type Check } from '../suite';
import { amend, expectKind, expectRefusal, receive, transfer, versionsIn } from './cases';

const reason = '由其就近办理';

/** A step by the other office on a case of the first one's. */
const theirs = <T extends CaseEventType>(
  { first, stranger }: Pick<Bench, 'first' | 'stranger'>,
  type: T,
  about: { caseId: string; baseVersion: number },
  payload: Payload<T>,
) => stranger.act(stranger.event(type, { ...about, originDivision: first.divisionCode }, payload));

async function expectVersions(device: Device, caseId: string, wanted: string, whose: string): Promise<void> {
  const versions = await versionsIn(device, caseId);
  expectThat(
    versions === wanted,
    () => `${whose} stream has versions ${versions || 'none'}, expected ${wanted || 'none'}`,
  );
}

/** A case on its way to the other office, at version 2. */
async function sent(bench: Bench): Promise<string> {
  const { first, stranger } = bench;
  const { caseId } = await receive(bench, first);
  expectKind(await first.act(transfer(first, stranger, { caseId, baseVersion: 1 })), 'accepted');
  return caseId;
}

const refusedFor = (result: PushResult): string =>
  result.kind === 'refused' && 'refusal' in result.refusal
    ? (result.refusal.refusal?.kind ?? 'none')
    : 'none';

const bare = ({ stream: _, position: __, ...event }: ConfirmedEvent) => event;

/** 转办 and 协办: a case passes to another office, or is shown to it, with its whole history. */
export const transferChecks: readonly Check[] = [
  {
    name: 'a case that passes to another office comes into its stream from version 1 on, in order, once and unchanged',
    run: async (bench) => {
      const { first, stranger, subject } = bench;
      const { caseId } = await receive(bench, first);
      expectKind(await first.act(amend(first, caseId, 1, subject.changes[0])), 'accepted');
      await expectVersions(stranger, caseId, '', 'before, the other office’s');
      expectKind(await first.act(transfer(first, stranger, { caseId, baseVersion: 2 })), 'accepted');
      await expectVersions(stranger, caseId, '1,2,3', 'the other office’s');
      const [here, there] = await Promise.all(
        [first, stranger].map(async (device) =>
          (await device.stream()).filter(({ signed }) => signed.body.event.caseId === caseId).map(bare),
        ),
      );
      expectThat(isDeepStrictEqual(here, there), () => 'its events there are not those here');
    },
  },
  {
    name: 'once it has accepted, the receiving office does the work, and the events go on into both streams',
    run: async (bench) => {
      const { first, stranger, subject } = bench;
      const caseId = await sent(bench);
      expectKind(await theirs(bench, 'transfer.accepted', { caseId, baseVersion: 2 }, {}), 'accepted');
      const own = amend(stranger, caseId, 3, subject.changes[0], first.divisionCode);
      expectKind(await stranger.act(own), 'accepted');
      const result = await first.act(amend(first, caseId, 4, subject.changes[1]));
      expectRefusal(result, 'notAuthorised');
      const why = refusedFor(result);
      expectThat(why === 'handledBy', () => `refused for "${why}", expected "handledBy"`);
      await expectVersions(first, caseId, '1,2,3,4', 'the receiving office’s');
      await expectVersions(stranger, caseId, '1,2,3,4', 'the other office’s');
    },
  },
  {
    name: 'on its way nobody works on it: who saw it go is notAuthorised, who did not is in conflict over handling',
    run: async (bench) => {
      const { first, second, subject } = bench;
      const caseId = await sent(bench);
      const seen = await first.act(amend(first, caseId, 2, subject.changes[0]));
      expectRefusal(seen, 'notAuthorised');
      const why = refusedFor(seen);
      expectThat(why === 'inTransfer', () => `refused for "${why}", expected "inTransfer"`);
      const unseen = expectKind(await second.act(amend(second, caseId, 1, subject.changes[0])), 'refused');
      expectRefusal(unseen, 'conflict');
      const { refusal } = unseen;
      if (refusal.kind !== 'conflict') return;
      expectThat(
        refusal.parts.join() === 'handling' && refusal.currentVersion === 2,
        () => `parts ${refusal.parts.join()} at version ${refusal.currentVersion}, expected handling at 2`,
      );
    },
  },
  {
    name: 'an office that sent it back hears of that and of nothing after it, and of what it missed when the case comes again',
    run: async (bench) => {
      const { first, stranger, subject } = bench;
      const caseId = await sent(bench);
      expectKind(
        await theirs(bench, 'transfer.returned', { caseId, baseVersion: 2 }, { reason }),
        'accepted',
      );
      expectKind(await first.act(amend(first, caseId, 3, subject.changes[0])), 'accepted');
      await expectVersions(stranger, caseId, '1,2,3', 'let go, the other office’s');
      expectKind(await first.act(transfer(first, stranger, { caseId, baseVersion: 4 })), 'accepted');
      await expectVersions(stranger, caseId, '1,2,3,4,5', 'come again, the other office’s');
    },
  },
  {
    name: 'an office that is asked 协办 gets the whole history, answers without being given the case, and hears nothing afterwards',
    run: async (bench) => {
      const { first, stranger, examiner, subject } = bench;
      const today = shanghaiDate(new Date().toISOString());
      const whole = {
        receipt: () => bench.receipt((missing) => ({ ...missing, status: 'provided', copies: 1 })),
      };
      const { caseId } = await receive(whole, first);
      const accepted = first.event('application.accepted', { caseId, baseVersion: 1 }, { acceptedOn: today });
      expectKind(await first.act(accepted), 'accepted');
      const toDivision = stranger.divisionCode;
      const asked = first.event(
        'assistance.requested',
        { caseId, baseVersion: 2 },
        { toDivision, question: '是否有异议', dueOn: addDays(today, 5), waits: false },
      );
      expectKind(await first.act(asked), 'accepted');
      await expectVersions(stranger, caseId, '1,2,3', 'the asked office’s');
      const change = amend(stranger, caseId, 3, subject.changes[0], first.divisionCode);
      expectRefusal(await stranger.act(change), 'notAuthorised');
      const answer = { requestId: asked.id, conclusion: 'agreed' as const, opinion: '无异议' };
      const byExaminer = { first, stranger: examiner };
      expectKind(
        await theirs(byExaminer, 'assistance.answered', { caseId, baseVersion: 3 }, answer),
        'accepted',
      );
      expectKind(await first.act(amend(first, caseId, 4, subject.changes[0])), 'accepted');
      await expectVersions(stranger, caseId, '1,2,3,4', 'afterwards, the asked office’s');
      await expectVersions(first, caseId, '1,2,3,4,5', 'the receiving office’s');
    },
  },
  {
    name: 'a case is not sent to an office that the platform does not know',
    run: async (bench) => {
      const { first } = bench;
      const { caseId } = await receive(bench, first);
      const nowhere = { divisionCode: `${first.divisionCode.slice(0, 6)}999` };
      const result = await first.act(transfer(first, nowhere, { caseId, baseVersion: 1 }));
      expectRefusal(result, 'notAllowed');
      const why = refusedFor(result);
      expectThat(why === 'unknownOffice', () => `refused for "${why}", expected "unknownOffice"`);
    },
  },
];
