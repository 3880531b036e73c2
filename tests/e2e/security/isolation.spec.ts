import { expect } from '@playwright/test';
import { pageChannelNames } from '../../../shared/bridge/pageChannelNames';
import { callBridge, test } from './ground';

test('the window asks for the sandbox and for a world apart, and for nothing of Node', async ({ gate }) => {
  const windows = await gate.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      // Electron gives the preferences in force to nobody by a documented name; this one is there in every release.
      const contents = window.webContents as unknown as { getLastWebPreferences: () => object };
      return contents.getLastWebPreferences();
    }),
  );
  expect(windows).toHaveLength(1);
  expect(windows[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('a packaged window opens no developer tools', async ({ gate }) => {
  const packaged = await gate.app.evaluate(({ app }) => app.isPackaged);
  test.skip(!packaged, 'the source tree is where one develops');
  const tools = await gate.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.openDevTools();
    return contents?.devToolsWebContents ?? null;
  });
  expect(tools).toBeNull();
});

const ofNode = [
  'require',
  'module',
  'exports',
  'process',
  'Buffer',
  'global',
  '__dirname',
  '__filename',
  'setImmediate',
  'ipcRenderer',
  'electron',
];

test('the page finds nothing of Node and one door of two words', async ({ gate }) => {
  const found = await gate.page.evaluate((names) => names.filter((name) => name in globalThis), ofNode);
  expect(found).toEqual([]);
  const door = await gate.page.evaluate(() => {
    const { longjiang } = globalThis as unknown as { longjiang: { call: object } };
    return {
      members: Reflect.ownKeys(longjiang).map(String),
      kind: typeof longjiang.call,
      // What a function tells of the world that it was made in, e.g. to get at another world's `require`.
      reached: [
        (longjiang.call.constructor as unknown) === Function,
        Object.getPrototypeOf(longjiang) === Object.prototype,
      ],
      writable: Reflect.set(longjiang, 'call', () => 0) || Reflect.set(globalThis, 'longjiang', 0),
    };
  });
  expect(door).toEqual({ members: ['call'], kind: 'function', reached: [true, true], writable: false });
});

test('the door knows its literal names only', async ({ gate }) => {
  const others = [
    ...['session.open', 'ledger.append', 'ledger.read', 'platform.call', 'material.upload'],
    ...['toString', '__proto__', 'constructor', 'app.start ', 'APP.START', '', 'ELECTRON_BROWSER_REQUIRE'],
  ];
  for (const name of others) {
    expect(pageChannelNames).not.toContain(name);
    expect(await callBridge(gate.page, name, {})).toEqual({
      refused: 'Error: the bridge has no such channel',
    });
  }
});

test('prototypes that the page changes are not those of the preload script', async ({ gate }) => {
  const leaked = await gate.page.evaluate(async () => {
    const caught: string[] = [];
    // A list that claims to hold every name, a text that is another, and an object that tells who asks it.
    Array.prototype.includes = () => true;
    String.prototype.toString = () => 'session.open';
    Object.defineProperty(Object.prototype, 'invoke', {
      configurable: true,
      get() {
        caught.push('invoke');
        return undefined;
      },
    });
    const { longjiang } = globalThis as unknown as {
      longjiang: { call: (channel: string, input: unknown) => Promise<unknown> };
    };
    const refused = await longjiang.call('session.open', {}).catch((error: unknown) => String(error));
    return { caught, refused };
  });
  expect(leaked).toEqual({ caught: [], refused: 'Error: the bridge has no such channel' });
  expect(await callBridge(gate.page, 'app.start', {})).toHaveProperty('answer.version');
});

test('a frame inside the page has no door', async ({ gate }) => {
  const doors = await gate.page.evaluate(async () => {
    const loaded = async (frame: HTMLIFrameElement) => {
      const done = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      document.body.append(frame);
      await done;
      return Reflect.has(frame.contentWindow as object, 'longjiang');
    };
    const written = document.createElement('iframe');
    written.srcdoc = '<p>no door</p>';
    return [await loaded(document.createElement('iframe')), await loaded(written)];
  });
  expect(doors).toEqual([false, false]);
});
