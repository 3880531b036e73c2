import { expect } from '@playwright/test';
import { pageChannelNames } from '../../../shared/bridge/pageChannelNames';
import { callBridge, test, type Opened } from './ground';

/** Calls every channel from a page that stands in some window and answers what was refused with which words. */
const refusals = ({ app }: Opened, where: { window: 'main' | 'second' }) =>
  app.evaluate(
    async ({ BrowserWindow }, [names, window]) => {
      const windows = BrowserWindow.getAllWindows().sort((a, b) => a.id - b.id);
      const contents = windows[window === 'main' ? 0 : windows.length - 1]?.webContents;
      const call = (name: string) =>
        `longjiang.call(${JSON.stringify(name)}, {}).then(() => 'answered', String)`;
      return Promise.all(names.map((name) => contents?.executeJavaScript(call(name)) as Promise<string>));
    },
    [pageChannelNames, where.window] as const,
  );

const expectAllRefused = (words: readonly string[]) => {
  expect(words).toHaveLength(pageChannelNames.length);
  for (const [index, name] of pageChannelNames.entries())
    expect(words[index]).toContain(`bridge: sender of ${name} refused`);
};

/** Opens a second window with our own preload script, as no code of ours does, in a session of its own or in ours. */
const openSecond = ({ app }: Opened, url: string, partition?: string) =>
  app.evaluate(
    async ({ app: application, BrowserWindow }, [address, own]) => {
      const second = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: `${application.getAppPath()}/out/preload/preload.cjs`,
          sandbox: true,
          ...(own === undefined ? {} : { partition: own }),
        },
      });
      await second.loadURL(address);
      return second.webContents.executeJavaScript('typeof longjiang.call') as Promise<string>;
    },
    [url, partition] as const,
  );

test("a stranger's page with our own preload script is refused on every channel", async ({
  gate,
  recorder,
}) => {
  expect(await openSecond(gate, `${recorder.url}/stranger`, 'stranger')).toBe('function');
  expect(recorder.seen()).toContain('/stranger');
  expectAllRefused(await refusals(gate, { window: 'second' }));
});

test('our own page in another window is refused as well', async ({ gate }) => {
  expect(await openSecond(gate, 'app://longjiang/')).toBe('function');
  expectAllRefused(await refusals(gate, { window: 'second' }));
  expect(await callBridge(gate.page, 'app.start', {})).toHaveProperty('answer.version');
});

test('another page in our own window is refused', async ({ gate }) => {
  for (const url of ['data:text/html,<title>other</title>', 'about:blank']) {
    await gate.app.evaluate(async ({ BrowserWindow }, to) => {
      await BrowserWindow.getAllWindows()[0]?.loadURL(to);
    }, url);
    expectAllRefused(await refusals(gate, { window: 'main' }));
  }
});

test('a frame of our own window is refused, even where it has got hold of the bridge', async ({ gate }) => {
  // Electron gives frames no preload script here; this one is given the sender's words by main itself.
  const refused = await gate.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    await contents?.executeJavaScript(
      `new Promise((done) => {
        const frame = document.createElement('iframe');
        frame.srcdoc = '<p>frame</p>';
        frame.onload = () => done();
        document.body.append(frame);
      })`,
    );
    const frame = contents?.mainFrame.frames[0];
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
      string,
      (event: object, input: unknown) => Promise<unknown>
    >;
    const words: string[] = [];
    for (const handler of handlers.values())
      words.push(
        await handler({ sender: contents, senderFrame: frame }, {}).then(
          () => 'answered',
          (error: unknown) => String(error),
        ),
      );
    return { channels: [...handlers.keys()], words };
  });
  expect(refused.channels).toEqual(expect.arrayContaining([...pageChannelNames]));
  for (const word of refused.words) expect(word).toContain('bridge: sender of');
});
