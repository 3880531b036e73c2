import { expect, type Page } from '@playwright/test';
import type { CaseEvent } from '../../shared/casework/event';
import * as hands from '../driver/clerkHands';
import { allowanceApplication } from '../driver/people';
import { clerkAtWork, takeInAllowance } from './office';
import { test } from './serverOffice';

/** A push that does not come to its end: two windows of a township beside a platform on PostgreSQL. */

const { applicantName } = allowanceApplication;
const syncButton = (page: Page) => page.locator('.sync-button');

/** Each event once for the township and once for its county. */
const onceEach = (events: readonly CaseEvent[]) =>
  ['230828', '230828101'].flatMap((stream) => events.map(({ id }) => ({ stream, id })));

test('the platform is killed between its commit and its answer: the window finds its steps there, and everything stands there once', async ({
  office,
  windowPc,
  nextWindowPc,
  records,
}) => {
  const [{ page: here }, { page: there }] = await Promise.all([
    clerkAtWork(windowPc),
    clerkAtWork(nextWindowPc),
  ]);
  const held = windowPc.cable.hold('POST /v1/push ', 'answer');
  await takeInAllowance(here);
  await held;
  await expect.poll(() => records.numbers(), { intervals: [20], timeout: 30_000 }).toHaveLength(1);
  await office.platform.kill();
  await windowPc.cable.cut();
  await expect(syncButton(here)).toHaveText('离线，2 步待上传', { timeout: 30_000 });
  const [number = ''] = await records.numbers();
  const written = await records.accepted();

  await office.startAgain();
  await windowPc.cable.mend();
  await here.keyboard.press('F5');
  await hands.seeUploaded(here);
  await there.keyboard.press('F5');
  await hands.openCaseOf(here, applicantName);
  await hands.openArrived(there, applicantName);
  for (const page of [here, there]) {
    await expect(page.locator('.case-facts')).toContainText(`办件编号 ${number}`);
    await expect(page.locator('.timeline li')).toHaveCount(2);
    await expect(page.locator('.timeline li[data-mark]')).toHaveCount(0);
    await expect(syncButton(page)).toHaveAttribute('data-live', 'true', { timeout: 60_000 });
    await hands.seeUploaded(page);
  }
  expect(await records.accepted()).toEqual(written);
  expect(written).toHaveLength(2);
  expect(await records.numbers()).toEqual([number]);
  expect(await records.streamed()).toEqual(onceEach(written));
  expect(await records.refused()).toEqual([]);
});

test.describe('with access tokens that hold for ten seconds', () => {
  test.use({ settings: { LONGJIANG_TOKEN_SECONDS: '10' } });

  test('a token ends while a push is on its way: the window takes another by itself, and everything arrives once', async ({
    office,
    windowPc,
    nextWindowPc,
    records,
  }) => {
    const [{ page: here }, { page: there }] = await Promise.all([
      clerkAtWork(windowPc),
      clerkAtWork(nextWindowPc),
    ]);
    const tokenOf = (head: string) => /^authorization: (Bearer \S+)\r$/im.exec(head)?.[1] ?? '';
    const first = windowPc.cable.hold('POST /v1/push ', 'request');
    await takeInAllowance(here);
    const stopped = await first;
    const authorization = tokenOf(stopped.head);
    await expect(syncButton(here)).toHaveText('2 步待上传');
    const second = windowPc.cable.hold('POST /v1/push ', 'request');
    await expect
      .poll(
        async () => {
          const query = 'stream=230828101&after=0';
          const asked = await fetch(`${office.platform.url}/v1/pull?${query}`, {
            headers: { authorization },
          });
          return asked.status;
        },
        { intervals: [200], timeout: 30_000 },
      )
      .toBe(401);
    expect(await records.accepted()).toEqual([]);
    stopped.release();
    const sentAgain = await second;
    expect(tokenOf(sentAgain.head)).toMatch(/^Bearer \S/);
    expect(tokenOf(sentAgain.head)).not.toBe(authorization);
    sentAgain.release();

    await hands.seeUploaded(here);
    await hands.openCaseOf(here, applicantName);
    await hands.openArrived(there, applicantName);
    const [number = ''] = await records.numbers();
    for (const page of [here, there]) {
      await expect(page.locator('.case-facts')).toContainText(`办件编号 ${number}`);
      await expect(page.locator('.timeline li[data-mark]')).toHaveCount(0);
    }
    const written = await records.accepted();
    expect(written.map(({ type }) => type)).toEqual(['application.received', 'application.accepted']);
    expect(await records.streamed()).toEqual(onceEach(written));
  });
});
