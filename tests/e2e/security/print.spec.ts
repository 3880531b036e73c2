import { readdirSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from './atWork';
import { callBridge, test as gateTest } from './ground';
import { sampleDocument } from './sampleDocument';

gateTest('nothing is laid out or printed while nobody is signed in', async ({ gate, lonelyPc }) => {
  for (const channel of ['document.preview', 'document.print'])
    expect(await callBridge(gate.page, channel, sampleDocument)).toHaveProperty('refused');
  expect(readdirSync(lonelyPc.prints)).toEqual([]);
});

test('a document is text, whatever stands in it', async ({ atWork }) => {
  const outcome = await callBridge(atWork.page, 'document.preview', sampleDocument);
  const { html } = (outcome as { answer: { html: string } }).answer;
  expect(html).toContain('&lt;script&gt;');
  expect(html).not.toMatch(/<script|<img[^>]+onerror/i);
});

test('the print window is sandboxed, runs no script and lives apart from the page', async ({
  atWork,
  windowPc,
}) => {
  await atWork.app.evaluate(({ app, session }) => {
    const preferences: object[] = [];
    Reflect.set(globalThis, 'printed', preferences);
    app.on('web-contents-created', (_event, contents) => {
      const { getLastWebPreferences } = contents as unknown as { getLastWebPreferences: () => object };
      const apart = contents.session !== session.defaultSession;
      preferences.push({ ...getLastWebPreferences.call(contents), apart });
    });
  });
  const outcome = await callBridge(atWork.page, 'document.print', sampleDocument);
  expect(outcome).toHaveProperty('answer.kind', 'savedAsPdf');
  expect(readdirSync(windowPc.folder.prints)).toHaveLength(1);
  const printed = await atWork.app.evaluate(() => Reflect.get(globalThis, 'printed') as object[]);
  expect(printed).toEqual([
    expect.objectContaining({
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      apart: true,
    }),
  ]);
  expect(printed[0]).not.toHaveProperty('preload');
});

gateTest(
  'a window with those preferences runs no script, though the same page runs it elsewhere',
  async ({ gate }) => {
    const titles = await gate.app.evaluate(async ({ BrowserWindow }) => {
      const page = 'data:text/html,<title>still</title><script>document.title="ran"</script>';
      const shown = async (javascript: boolean) => {
        const window = new BrowserWindow({ show: false, webPreferences: { javascript, partition: 'print' } });
        await window.loadURL(page);
        const title = window.getTitle();
        window.destroy();
        return title;
      };
      return [await shown(false), await shown(true)];
    });
    expect(titles).toEqual(['still', 'ran']);
  },
);
