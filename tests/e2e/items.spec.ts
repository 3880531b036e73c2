import { expect } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { fixtureFilling, readItems } from '../driver/fixtureForms';
import { clerkAtWork, test } from './office';

/** Four at a time on one PC: what one window took in stands beside the next. */
const groupSize = 4;
const items = readItems().filter(({ enabled }) => enabled);
const groups = Array.from({ length: Math.ceil(items.length / groupSize) }, (_, index) =>
  items.slice(index * groupSize, (index + 1) * groupSize),
);

for (const group of groups)
  test(`the window takes in ${group.map(({ code }) => code).join(', ')}: the whole form, its materials, acceptance`, async ({
    windowPc,
  }, info) => {
    test.setTimeout(240_000);
    const { page } = await clerkAtWork(windowPc);
    for (const item of group) {
      const { filling, materials } = fixtureFilling(item);
      await hands.chooseItem(page, item.code);
      await expect(page.locator('.intake-head h1')).toHaveText(item.name['zh-CN']);
      await hands.fillForm(page, filling);
      for (const id of materials) await hands.setMaterial(page, id, '已收');
      await expect(page.locator('.hand-in-state'), item.code).toHaveAttribute('data-complete', '');
      await page.screenshot({ path: info.outputPath(`${item.code}.png`) });
      await hands.handIn(page);
      await expect(page.locator('.saved-panel')).toContainText('已收件并受理');
    }
  });
