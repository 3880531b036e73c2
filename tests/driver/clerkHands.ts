import { expect, type Locator, type Page } from '@playwright/test';

/** What a person does at the screen, by the labels and keys that she sees. Nothing here reaches into the application. */

/** Waits until whatever the first screen is stands there. */
export const seeGate = (page: Page) => page.locator('.gate-form').waitFor({ timeout: 60_000 });

/** 登记本机, with what the office file has filled in. */
export async function enrol(page: Page): Promise<void> {
  await seeGate(page);
  await page.getByRole('button', { name: /登记本机/ }).click();
  await page.getByRole('button', { name: '以后再设置' }).click({ timeout: 30_000 });
  await page.locator('#sign-in-password').waitFor({ timeout: 30_000 });
}

/** Chooses or types the account and the password and presses Enter; does not wait for what comes of it. */
export async function offerPassword(page: Page, loginName: string, password: string): Promise<void> {
  await page.locator('#sign-in-password').waitFor({ timeout: 60_000 });
  const known = page.locator('.account', { hasText: loginName });
  if ((await known.count()) > 0) await known.first().click();
  else {
    const other = page.locator('.account').last();
    if ((await other.count()) > 0) await other.click();
    await page.locator('#sign-in-name').fill(loginName);
  }
  await page.locator('#sign-in-password').fill(password);
  await page.locator('#sign-in-password').press('Enter');
}

/** Signs in and waits until the work can begin. */
export async function signIn(page: Page, loginName: string, password: string): Promise<void> {
  await offerPassword(page, loginName, password);
  await page.getByRole('navigation').first().waitFor({ timeout: 60_000 });
}

/** Starts a new case of the item whose name or code is typed. */
export async function chooseItem(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('F2');
  const search = page.locator('.intake-items input[role=combobox]');
  await search.fill(typed);
  await search.press('Enter');
  await page.locator('.intake-head h1').waitFor();
}

/** A value for a field: text to type, the visible words of a choice, or rows of a table, cell by cell. */
export type Filling = Record<string, string | readonly Record<string, string>[]>;

/** Fills the form field by field, the way its controls want to be filled. */
export async function fillForm(page: Page, filling: Filling): Promise<void> {
  for (const [id, value] of Object.entries(filling)) {
    if (typeof value === 'string') {
      await fillControl(page, page.locator(`[data-field="values.${id}"]`), value);
      continue;
    }
    const table = page.locator(`[data-field="tables.${id}"]`);
    for (const [index, row] of value.entries()) {
      const lines = table.locator('.form-row:not(.form-row-head)');
      if ((await lines.count()) <= index) await table.getByRole('button', { name: '添加一行' }).click();
      for (const [column, text] of Object.entries(row))
        await fillControl(page, table.locator(`[data-field="tables.${id}.${index}.${column}"]`), text);
    }
  }
}

async function fillControl(page: Page, frame: Locator, value: string): Promise<void> {
  const radio = frame.locator('.ant-radio-wrapper').filter({ hasText: new RegExp(`^${value}$`) });
  if ((await radio.count()) > 0) {
    await radio.first().click();
    return;
  }
  const select = frame.locator('.ant-select');
  if ((await select.count()) > 0 && (await frame.locator('.ant-picker').count()) === 0) {
    await select.locator('input').fill(value);
    await select.locator('input').press('Enter');
    return;
  }
  const input = frame.locator('textarea, input').first();
  await input.fill(value);
  if ((await frame.locator('.ant-picker').count()) > 0) await input.press('Enter');
  await page.keyboard.press('Tab');
}

const material = (page: Page, id: string) => page.locator(`[data-field="materials.${id}"]`);

/** Says how a material stands, by the words on the screen: 已收, 容缺, 电子证照 … */
export const setMaterial = async (page: Page, id: string, status: string): Promise<void> => {
  await material(page, id).locator('.ant-segmented-item', { hasText: status }).click();
};

/** Chooses a file for a material, as the file dialog would hand it over. */
export async function addFile(
  page: Page,
  id: string,
  file: { name: string; mimeType: string; buffer: Buffer },
) {
  await material(page, id).locator('input[type=file]').setInputFiles(file);
}

/**
 * Hands in and accepts, or asks for what is missing, and waits for 已保存到本机; answers the number that was given. An item that
 * could be decided on the spot is only accepted.
 */
export async function handIn(page: Page): Promise<string> {
  const accept = page.getByRole('button', { name: /^收件并受理/ });
  if ((await accept.count()) > 0) await accept.click();
  else await page.keyboard.press('Control+Enter');
  return seeSaved(page);
}

/** Decides an instant item on the spot, with the keyboard and what the panel proposes. */
export async function decideOnTheSpot(page: Page): Promise<string> {
  await page.keyboard.press('Control+Enter');
  await page.locator('.step-panel').press('Control+Enter');
  return seeSaved(page);
}

/** The number on the panel that says that the case is saved. */
export async function seeSaved(page: Page): Promise<string> {
  const number = page.getByTestId('saved-number');
  await number.waitFor({ timeout: 30_000 });
  return (await number.textContent())?.trim() ?? '';
}

/** Opens the case of an applicant through the one search box. */
export async function openCaseOf(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const box = page.getByRole('dialog').getByRole('combobox').first();
  await box.fill(typed);
  await page.getByRole('dialog').getByRole('option').first().waitFor();
  await box.press('Enter');
  await page.locator('.case-actions').waitFor();
}

/** Opens a case as soon as the list of all shows it. */
export async function openArrived(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Alt+3');
  await page.locator('.queue-tab', { hasText: '全部' }).click();
  await page.locator('.case-line[role=option]', { hasText: typed }).first().waitFor({ timeout: 60_000 });
  await openCaseOf(page, typed);
}

/** Waits until the top bar says that the platform has everything. */
export const seeUploaded = (page: Page): Promise<void> =>
  expect(page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 60_000 });

/**
 * Opens a step's panel by its button, or from the list of rarer steps, and waits for it. A case that changes under the hand, or that is
 * just being opened, is looked at again: what was among the rarer steps may be a button now.
 */
export async function openStep(page: Page, words: string): Promise<Locator> {
  const actions = page.locator('.case-actions');
  const button = actions.getByRole('button', { name: words }).first();
  const panel = page.locator('.step-panel');
  await expect(async () => {
    if (await panel.isVisible()) return;
    if (await button.isVisible()) await button.click({ timeout: 2000 });
    else {
      await actions.getByRole('button', { name: /更多/ }).click({ timeout: 2000 });
      const rarer = page.locator('.ant-dropdown-menu-item', { hasText: words });
      await rarer.first().click({ timeout: 2000 });
    }
    await panel.waitFor({ timeout: 5000 });
  }).toPass({ timeout: 30_000 });
  return panel;
}

/** Fills a step's question by the label above it. */
export async function answer(panel: Locator, name: string, value: string): Promise<void> {
  await panel.locator(`[data-field="${name}"] textarea, [data-field="${name}"] input`).first().fill(value);
}

/** Chooses an office in the open panel by a part of its name. */
export async function chooseOffice(page: Page, typed: string): Promise<void> {
  const input = page.locator('.step-panel [data-field="toDivision"] input');
  await input.fill(typed);
  await page.locator('.ant-select-item-option', { hasText: typed }).first().waitFor();
  await input.press('Enter');
}

/** Submits the open panel with the keyboard and waits until it is taken. */
export async function submitStep(page: Page): Promise<void> {
  await page.locator('.step-panel').press('Control+Enter');
  await expect(page.locator('.step-panel')).toHaveCount(0, { timeout: 30_000 });
}
