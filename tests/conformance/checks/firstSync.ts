import { isDeepStrictEqual } from 'node:util';
import { readSnapshot, workflowOf } from '@shared/casework/machine';
import { summarise, summaryForm } from '@shared/casework/summary';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { CaseHistory } from '@shared/protocol/caseHistories';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import type { Device } from '../client';
import { askFirst, firstPage, firstSync } from '../firstPages';
import { expectThat, type Check } from '../suite';
import { amend, expectKind, expectProblem, receive, transfer } from './cases';

/** What a pull brings of each case, in the order in which the cases came. */
function casesOf(events: readonly ConfirmedEvent[]): CaseHistory[] {
  const cases = new Map<string, CaseHistory['events']>();
  for (const { stream: _, position: __, ...event } of events) {
    const { caseId } = event.signed.body.event;
    cases.set(caseId, [...(cases.get(caseId) ?? []), event]);
  }
  return [...cases].map(([caseId, own]) => ({ caseId, events: own }));
}

/** Holds a first sync to the pull of the same stream. */
async function expectSame(device: Device): Promise<void> {
  const { histories } = await firstSync(device);
  const pulled = casesOf(await device.stream());
  expectThat(
    histories.length === pulled.length,
    () => `${histories.length} cases of the ${pulled.length} that the pull has`,
  );
  pulled.forEach((one, index) => {
    const handed = histories[index];
    expectThat(handed?.caseId === one.caseId, () => 'its cases do not come in the order of their receipts');
    const versions = handed?.events.map(({ version }) => version).join();
    expectThat(
      isDeepStrictEqual(handed, one),
      () =>
        `a case comes with versions ${versions ?? 'none'} or otherwise, where the pull has ${one.events.map(({ version }) => version).join()}`,
    );
  });
}

function summaryOf(item: ServiceItem, { events }: CaseHistory) {
  const last = events.at(-1)?.signed.body.event;
  if (!last) throw new Error('a case without events was handed out');
  const folded = readSnapshot(workflowOf(item).fold(events.map(({ signed }) => signed.body.event)));
  return summarise(item, folded, {
    officialNumber: events[0]?.assigned.caseNumber,
    version: events.length,
    pending: 0,
    lastActor: last.actor.name,
    lastChangeAt: last.recordedAt,
  });
}

/** A device that has nothing is handed the cases as they stand. */
export const firstSyncChecks: readonly Check[] = [
  {
    name: 'a first sync hands out every case of the stream once, in the order of their receipts, with the events that the pull has',
    run: async (bench) => {
      const { first, subject } = bench;
      const { caseId } = await receive(bench, first);
      await receive(bench, first);
      expectKind(await first.act(amend(first, caseId, 1, subject.changes[0])), 'accepted');
      await expectSame(first);
    },
  },
  {
    name: 'an office that a case was taken from again is handed it as its stream has it',
    run: async (bench) => {
      const { first, stranger, subject } = bench;
      const { caseId } = await receive(bench, first);
      expectKind(await first.act(transfer(first, stranger, { caseId, baseVersion: 1 })), 'accepted');
      const returned = stranger.event(
        'transfer.returned',
        { caseId, baseVersion: 2, originDivision: first.divisionCode },
        { reason: '不在本乡辖区' },
      );
      expectKind(await stranger.act(returned), 'accepted');
      expectKind(await first.act(amend(first, caseId, 3, subject.changes[0])), 'accepted');
      await expectSame(stranger);
    },
  },
  {
    name: 'its summaries are those that the events of each case give',
    run: async (bench) => {
      const { first } = bench;
      await receive(bench, first);
      const { head, summaries, histories } = await firstSync(first);
      expectThat(
        head.summaryForm === summaryForm,
        () =>
          `summaryForm ${head.summaryForm}, expected ${summaryForm}: devices would take the ordinary pull`,
      );
      const { items } = await first.call('catalogue', {});
      let compared = 0;
      summaries.forEach((summary, index) => {
        const item = items.find(
          ({ code, version }) => code === summary.itemCode && version === summary.itemVersion,
        );
        const history = histories[index];
        if (!item || !history) return;
        const wanted: Record<string, unknown> = summaryOf(item, history);
        const said: Record<string, unknown> = summary;
        const other = [...new Set([...Object.keys(wanted), ...Object.keys(said)])].filter(
          (key) => !isDeepStrictEqual(wanted[key], said[key]),
        );
        expectThat(other.length === 0, () => `a summary differs from its events in ${other.join(', ')}`);
        compared += 1;
      });
      expectThat(compared > 0, () => 'no summary could be compared: none is of an item in force');
    },
  },
  {
    name: 'a first sync holds still at its position, and the pull goes on behind it',
    run: async (bench) => {
      const { first } = bench;
      const before = await firstPage(first, { after: 0 });
      const { at } = before.head;
      const { caseId } = await receive(bench, first);
      const { head, histories } = await firstSync(first, { after: 0, at });
      expectThat(head.at === at, () => `asked at ${at}, answered at ${head.at}`);
      expectThat(
        histories.every((one) => one.caseId !== caseId),
        () => 'a case that was received behind the position is in it',
      );
      const behind = (await first.stream(500, at)).map(({ signed }) => signed.body.event.caseId);
      expectThat(
        behind.join() === caseId,
        () => `behind the position the pull brings ${behind.length} events, expected the one new one`,
      );
    },
  },
  {
    name: 'a first sync goes on behind any case, and says at its end that there is no more',
    run: async ({ first }) => {
      const all = await first.stream();
      const at = all.at(-1)?.position ?? 0;
      const receipts = all.filter(({ version }) => version === 1);
      const middle = receipts[Math.floor(receipts.length / 2)]?.position ?? 0;
      const { head, histories } = await firstSync(first, { after: middle, at });
      const wanted = receipts
        .filter(({ position }) => position > middle)
        .map(({ signed }) => signed.body.event.caseId);
      expectThat(
        histories.map(({ caseId }) => caseId).join() === wanted.join(),
        () => `behind a case it brings ${histories.length} others, expected ${wanted.length}`,
      );
      expectThat(!head.more, () => 'its last page says that there is more');
      const end = await firstPage(first, { after: at, at });
      expectThat(
        end.histories.length === 0 && !end.head.more,
        () => 'behind its end there is still something',
      );
    },
  },
  {
    name: 'another office’s first sync is forbidden, and nobody’s without a token',
    run: async ({ first, stranger }) => {
      expectProblem(await askFirst(stranger, { stream: first.divisionCode }), 'forbidden');
      expectProblem(await askFirst(first, {}, ''), 'unauthorised');
      expectProblem(await askFirst(first, { after: -1 }), 'badRequest');
    },
  },
];
