import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { clerkAtWork, takeInAllowance, test } from './office';

const rows = (page: Page) => page.locator('.case-line[role=option] .applicant-name');
const choose = async (page: Page, filter: string, value: string) => {
  await page.getByRole('combobox', { name: filter }).fill(value);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
};

test('a worklist is ordered and narrowed by keys, and counts what each filter would leave', async ({
  windowPc,
}, info) => {
  const { page } = await clerkAtWork(windowPc);
  await takeInAllowance(page, '赵敏');
  await takeInAllowance(page, '白雪');
  await page.keyboard.press('Alt+3');
  await page.locator('.queue-tab', { hasText: '全部' }).click();
  await expect(rows(page)).toHaveCount(2);

  await page.keyboard.press('F4');
  await page.keyboard.type('申请人');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveText(['白雪', '赵敏']);
  await page.keyboard.press('Shift+F4');
  await expect(rows(page)).toHaveText(['赵敏', '白雪']);

  await page.keyboard.press('F3');
  await expect(page.getByRole('combobox', { name: '时限灯' })).toBeFocused();
  await page.getByRole('combobox', { name: '乡镇' }).click();
  await expect(page.locator('.ant-select-item-option').filter({ hasText: '香兰镇' })).toContainText('2');
  await page.screenshot({ path: info.outputPath('filters-open.png') });
  await page.keyboard.press('Escape');
  await choose(page, '乡镇', '香兰');
  await choose(page, '时限灯', '快到期');
  await expect(rows(page)).toHaveCount(2);
  await page.screenshot({ path: info.outputPath('filters.png') });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  await choose(page, '标记', '补录');
  await expect(page.getByText('没有符合筛选条件的办件')).toBeVisible();
  await page.keyboard.press('Shift+F3');
  await expect(rows(page)).toHaveCount(2);
  await expect(page.locator('.filter-line')).toHaveCount(0);
});

test('a case is found by the whole pinyin of its name', async ({ windowPc }) => {
  const { page } = await clerkAtWork(windowPc);
  await takeInAllowance(page, '赵敏');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zhaomin');
  await expect(page.locator('.palette-case .applicant-name')).toHaveText(['赵敏']);
});
