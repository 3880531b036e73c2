import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import type { Problem } from '@shared/protocol/problem';
import * as hands from '../driver/clerkHands';
import { clerkAtWork, takeInAllowance, test } from './office';

/** What a platform that takes nothing at the moment says of it. */
const refusals: {
  status: number;
  code: Problem['code'];
  headers?: Record<string, string>;
  kind: string;
  why: string;
  words: RegExp;
}[] = [
  {
    status: 426,
    code: 'updateRequired',
    kind: 'updateRequired',
    why: '等更新软件',
    words: /平台已升级，这个版本不能再上传.*更新软件后自动上传/,
  },
  {
    status: 403,
    code: 'accountDisabled',
    kind: 'signedOut',
    why: '等重新登录',
    words: /平台要求重新登录.*请锁定后用密码再登录一次/,
  },
  {
    status: 429,
    code: 'tooManyRequests',
    headers: { 'retry-after': '40' },
    kind: 'busy',
    why: '等平台空闲',
    words: /平台现在繁忙.*大约 4\d 秒后自动再试/,
  },
];

test('whatever the platform refuses is said with what is safe and what comes next, and afterwards everything arrives', async ({
  windowPc,
}, info) => {
  let present = refusals[0];
  const refusing = createServer((request, answer) => {
    request.resume().on('end', () => {
      const { status = 500, code = 'internal', headers = {} } = present ?? {};
      answer.writeHead(status, { 'content-type': 'application/json', ...headers });
      answer.end(JSON.stringify({ code, detail: 'made by a test' } satisfies Problem));
    });
  });
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
  try {
    const { page } = await clerkAtWork(windowPc);
    await hands.seeUploaded(page);
    windowPc.cable.redirect((refusing.address() as AddressInfo).port);
    await takeInAllowance(page);
    const button = page.locator('.sync-button');
    for (present of refusals) {
      await page.keyboard.press('F5');
      await expect(button).toHaveAttribute('data-kind', present.kind, { timeout: 60_000 });
      await button.click();
      await expect(page.getByText(present.words)).toBeVisible();
      await page.screenshot({ path: info.outputPath(`${present.kind}.png`) });
      await expect(page.locator('.sync-why')).toHaveText(present.why);
      await page.keyboard.press('Escape');
      await expect(page.locator('.sync-panel')).toBeHidden();
    }
    await expect(button).toHaveText('平台繁忙，2 步待上传');
    windowPc.cable.redirect(windowPc.cable.home);
    await page.keyboard.press('F5');
    await hands.seeUploaded(page);
  } finally {
    refusing.close();
  }
});
