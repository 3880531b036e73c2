import { readdirSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, type TestInfo } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { allowanceApplication, clerk, password } from '../driver/people';
import { clerkAtWork, test } from './office';
import { policyViolations, textOfPdf, untranslated, watchPolicy, wordsOnPage } from './reading';

const materials = ['identityCard', 'householdBook', 'socialSecurityCard'];

async function takeInAllowance(page: Page): Promise<string> {
  await hands.chooseItem(page, 'ELD');
  await hands.fillForm(page, allowanceApplication);
  for (const id of materials) await hands.setMaterial(page, id, '已收');
  return hands.handIn(page);
}

type Look = (name: string, page: Page) => Promise<void>;

/** Goes through every place of the work with one case in it, and looks at each. */
async function walk(page: Page, caseNumber: string, look: Look): Promise<void> {
  await page.keyboard.press('Alt+1');
  await page.locator('.figures-line').waitFor();
  await look('today', page);
  await page.keyboard.press('F2');
  await page.locator('.item-option').first().waitFor();
  await look('choose-item', page);
  await hands.chooseItem(page, 'ELD');
  await look('new-case', page);
  await page.keyboard.press('Alt+3');
  await page.locator('.queue-tab, [role=tab], [role=option]').first().waitFor();
  await page.locator('.case-line[role=option]').first().click();
  await page.locator('.case-actions').waitFor();
  await look('worklist', page);
  await hands.openCaseOf(page, caseNumber);
  await page.locator('.timeline li').first().waitFor();
  await look('case-file', page);
  await page.keyboard.press('Alt+6');
  await page.locator('.settings').waitFor();
  await look('settings', page);
  await page.locator('.settings button').first().click();
  await page.locator('.empty-state, .attention').waitFor();
  await look('attention', page);
}

const picture = (info: TestInfo, name: string) => info.outputPath(`${name}.png`);

test('every screen can be read and used by everyone, and keeps to the policy of the page', async ({
  windowPc,
}, info) => {
  test.setTimeout(240_000);
  const { page } = await windowPc.start();
  const faults: string[] = [];
  const look: Look = async (name) => {
    await page.screenshot({ path: picture(info, name) });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        faults.push(
          `${name}: ${id}: ${nodes.map(({ html, any }) => `${html.slice(0, 200)} (${any[0]?.message ?? ''})`).join(' | ')}`,
        );
  };
  await watchPolicy(page);
  await hands.enrol(page);
  await look('sign-in', page);
  await hands.signIn(page, clerk, password);
  await walk(page, await takeInAllowance(page), look);
  expect(faults).toEqual([]);
  expect(await policyViolations(page)).toEqual([]);
  // The watch itself works: what the policy forbids is noted.
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = '0';
    document.head.append(script);
  });
  await expect.poll(async () => (await policyViolations(page)).length).toBeGreaterThan(0);
});

const focusIsIn = (page: Page, field: string) =>
  page.evaluate((id) => document.activeElement?.closest(`[data-field="${id}"]`) !== null, field);

/** Presses Tab until the focus stands in a field; a field that Tab does not reach is a fault. */
async function tabTo(page: Page, field: string): Promise<void> {
  for (let pressed = 0; pressed < 25; pressed += 1) {
    if (await focusIsIn(page, field)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${field}`);
}

/** Gives a field its value with keys alone: text is typed, of open choices one is gone to with the arrows. */
async function typeInto(page: Page, field: string, value: string): Promise<void> {
  await tabTo(page, field);
  const frame = page.locator(`[data-field="${field}"]`);
  const words = await frame.locator('.ant-radio-wrapper, .ant-segmented-item').allTextContents();
  if (words.length === 0) {
    await page.keyboard.type(value);
    if ((await frame.locator('.ant-picker').count()) > 0) await page.keyboard.press('Enter');
    return;
  }
  const chosen = frame.locator('label:has(input:checked)');
  if ((await chosen.count()) === 0) await page.keyboard.press('Space');
  for (let pressed = 0; pressed < words.length; pressed += 1) {
    if ((await chosen.textContent())?.trim() === value) return;
    await page.keyboard.press('ArrowRight');
  }
  throw new Error(`the arrows do not come to ${value} in ${field}`);
}

test('a whole intake by keyboard alone, to the printed receipt', async ({ windowPc }, info) => {
  const { page } = await clerkAtWork(windowPc);
  await page.keyboard.press('F2');
  await page.locator('.intake-items input').waitFor();
  await page.keyboard.type('高龄');
  await page.keyboard.press('Enter');
  await page.locator('.intake-head h1').waitFor();
  for (const [id, value] of Object.entries(allowanceApplication)) await typeInto(page, `values.${id}`, value);
  for (const id of materials) await typeInto(page, `materials.${id}`, '已收');
  await page.screenshot({ path: picture(info, 'filled') });
  await page.keyboard.press('Control+Enter');
  await page.locator('.step-panel').waitFor();
  await page.screenshot({ path: picture(info, 'on-the-spot') });
  await page.keyboard.press('Control+Enter');
  const number = await hands.seeSaved(page);
  await expect(page.locator('.saved-panel h1')).toContainText('已保存到本机');
  await page.screenshot({ path: picture(info, 'saved') });

  const receipt = page.getByRole('button', { name: /打印收件回执/ });
  for (let pressed = 0; pressed < 40; pressed += 1) {
    if (await receipt.evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  await expect(receipt).toHaveAttribute('aria-pressed', 'true');
  await page.locator('iframe.print-paper').waitFor();
  await page.keyboard.press('Control+p');
  await page.getByText(/已存为 PDF/).waitFor({ timeout: 30_000 });
  const [file] = readdirSync(windowPc.folder.prints);
  const text = await textOfPdf(path.join(windowPc.folder.prints, file ?? ''));
  expect(text).toContain('收件回执');
  expect(text).toContain('高龄津贴');
  expect(text).toContain(number);
  expect(text).not.toContain(allowanceApplication.applicantIdNumber);
});

test('in English every word of the screens is English', async ({ windowPc }, info) => {
  test.setTimeout(240_000);
  const { page } = await clerkAtWork(windowPc);
  const number = await takeInAllowance(page);
  await page.locator('.top-person').click();
  await page.getByText('English', { exact: false }).last().click();
  await expect(page.locator('.ant-dropdown:visible')).toHaveCount(0);
  const values = Object.values(allowanceApplication).filter((value) => value.length > 1);
  const data = [...values, ...officeWords];
  const left: string[] = [];
  await walk(page, number, async (name) => {
    await page.screenshot({ path: picture(info, name) });
    left.push(...untranslated(await wordsOnPage(page), data).map((words) => `${name}: ${words}`));
  });
  expect(left).toEqual([]);
});

/** What the office wrote itself, its numbers among it, and the name that a language gives itself. */
const officeWords = [
  /暂[\d-]+[\dA-Z]/g,
  /汤香津〔\d{4}〕\d+号/g,
  '香兰镇便民服务中心',
  '汤原县',
  '香兰镇',
  '1号窗口',
  '李晓梅',
  '孙**',
  '中文',
];

test('the word for a sign-in without the network goes when the platform answers again', async ({
  windowPc,
}) => {
  const first = await clerkAtWork(windowPc);
  await first.quit();
  await windowPc.cable.cut();
  const { page } = await windowPc.start();
  await hands.signIn(page, clerk, password);
  await expect(page.locator('.top-offline')).toBeVisible();
  await windowPc.cable.mend();
  await expect(page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 60_000 });
  await expect(page.locator('.top-offline')).toHaveCount(0);
});

test('in large type rows are 44 px high and the top bar is whole on a small screen', async ({
  windowPc,
}, info) => {
  const { page } = await clerkAtWork(windowPc);
  await takeInAllowance(page);
  await page.setViewportSize({ width: 1093, height: 614 });
  await page.locator('.top-type').click();
  await page.keyboard.press('Alt+3');
  const row = page.locator('.case-line[role=option]').first();
  await row.waitFor();
  await page.screenshot({ path: picture(info, 'large-worklist') });
  expect((await row.boundingBox())?.height).toBe(44);
  const cut = await page.locator('.top-bar').evaluate((bar) =>
    [...bar.querySelectorAll<HTMLElement>('*')]
      .filter((one) => {
        const { left, right, top, bottom, width } = one.getBoundingClientRect();
        const outside = left < 0 || right > innerWidth + 1 || top < -1 || bottom > bar.clientHeight + 1;
        return (
          width > 0 &&
          !one.closest('svg, .unseen') &&
          (outside ||
            (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible'))
        );
      })
      .map((one) => `${one.className}: ${one.textContent}`),
  );
  expect(cut).toEqual([]);
  await page.keyboard.press('Alt+1');
  await page.screenshot({ path: picture(info, 'large-today') });
  await page.keyboard.press('F2');
  await page.screenshot({ path: picture(info, 'large-choose') });
});
