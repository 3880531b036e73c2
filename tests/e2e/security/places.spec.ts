import { expect } from '@playwright/test';
import { test, type Opened } from './ground';

/** Asks the page's own session, without the page's policy in between. */
const ask = ({ app }: Opened, url: string, method = 'GET') =>
  app.evaluate(
    async ({ session }, [address, verb]) => {
      try {
        const answer = await session.defaultSession.fetch(address, { method: verb });
        const { status, headers } = answer;
        return { status, type: headers.get('content-type'), policy: headers.get('content-security-policy') };
      } catch {
        return { status: 'refused' };
      }
    },
    [url, method] as const,
  );

test('the scheme serves the build with its types and its policy', async ({ gate }) => {
  const html = await ask(gate, 'app://longjiang/');
  expect(html).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  const policy = 'policy' in html ? String(html.policy) : '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self';");
  const used = await gate.page.evaluate(() =>
    [...document.querySelectorAll('script[src], link[rel=stylesheet]')].map(
      (one) => (one as HTMLScriptElement).src || (one as HTMLLinkElement).href,
    ),
  );
  expect(used.length).toBeGreaterThan(1);
  const types = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };
  for (const url of used) {
    const type = url.endsWith('.css') ? types.css : types.js;
    expect(await ask(gate, url)).toMatchObject({ status: 200, type, policy });
  }
});

const outside = [
  'app://longjiang/../../package.json',
  'app://longjiang/..%2f..%2fpackage.json',
  'app://longjiang/%2e%2e/%2e%2e/package.json',
  'app://longjiang/..%5c..%5cpackage.json',
  'app://longjiang/assets/..%2f..%2f..%2fpackage.json',
  'app://longjiang//etc/passwd.json',
  'app://longjiang/%2fetc%2fos-release.json',
  'app://longjiang/../main/main.cjs',
  'app://longjiang/..%2fmain%2fmain.cjs',
  'app://longjiang/index.html%00.js',
  'app://longjiang/assets/none.js',
];

test('no address leads out of the folder of the build', async ({ gate }) => {
  for (const url of outside) expect(await ask(gate, url), url).toMatchObject({ status: 404 });
});

test('no other host, account, scheme or method is served', async ({ gate, recorder }) => {
  const others = [
    ...['app://other/index.html', 'app://print/index.html', 'app://longjiang.evil/', 'app://user@longjiang/'],
    ...[`${recorder.url}/page`, 'chrome://version'],
  ];
  for (const url of others) expect([404, 'refused'], url).toContain((await ask(gate, url)).status);
  for (const method of ['POST', 'PUT', 'DELETE'])
    expect(await ask(gate, 'app://longjiang/', method)).toMatchObject({ status: 405 });
  expect(recorder.seen()).toEqual([]);
});

/** Where the page asked to go, as the main process heard it. */
async function watchNavigation({ app }: Opened): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ BrowserWindow }) => {
    const asked: string[] = [];
    Reflect.set(globalThis, 'askedFor', asked);
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', ({ url }) => asked.push(url));
  });
  return () => app.evaluate(() => Reflect.get(globalThis, 'askedFor') as string[]);
}

test('the page goes nowhere', async ({ gate, recorder }) => {
  const asked = await watchNavigation(gate);
  const before = gate.page.url();
  const away = [
    ...[
      'file:///etc/passwd',
      'data:text/html,away',
      'app://other/',
      'chrome://version/',
      'javascript:void(0)',
    ],
    ...[`${recorder.url}/replaced`, `${recorder.url}/last`],
  ];
  // Some are refused before main hears of them; the last one tells that all were dealt with.
  for (const url of away)
    await gate.page.evaluate((to) => {
      setTimeout(() => location.assign(to));
    }, url);
  await expect.poll(asked).toContain(`${recorder.url}/last`);
  await gate.page.evaluate((to) => {
    const refresh = document.createElement('meta');
    refresh.httpEquiv = 'refresh';
    refresh.content = `0; url=${to}`;
    document.head.append(refresh);
  }, `${recorder.url}/refresh`);
  await expect.poll(asked).toContain(`${recorder.url}/refresh`);
  expect(gate.page.url()).toBe(before);
  // Asked of the page directly: Playwright would first wait for the navigations that were refused.
  expect(await gate.page.evaluate(() => document.querySelectorAll('.gate-form').length)).toBe(1);
  expect(recorder.seen()).toEqual([]);
});

test('the page opens no window', async ({ gate, recorder }) => {
  const opened = await gate.page.evaluate(
    (urls) => urls.map((url) => window.open(url, '_blank') !== null),
    [`${recorder.url}/window`, 'app://longjiang/', 'about:blank', 'file:///etc/passwd', 'data:text/html,x'],
  );
  expect(opened).toEqual([false, false, false, false, false]);
  await gate.page.evaluate((to) => {
    const link = document.createElement('a');
    Object.assign(link, { href: to, target: '_blank' });
    document.body.append(link);
    link.click();
  }, `${recorder.url}/link`);
  const webview = await gate.page.evaluate(() => {
    const made = document.createElement('webview');
    document.body.append(made);
    return 'loadURL' in made;
  });
  expect(webview).toBe(false);
  const windows = await gate.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  expect(windows).toBe(1);
  expect(recorder.seen()).toEqual([]);
});

test('nothing is downloaded', async ({ gate }) => {
  await gate.app.evaluate(({ session }) => {
    session.defaultSession.on('will-download', ({ defaultPrevented }) =>
      Reflect.set(globalThis, 'downloadRefused', defaultPrevented),
    );
  });
  await gate.page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['data']));
    link.download = 'list.csv';
    document.body.append(link);
    link.click();
  });
  const refused = () => gate.app.evaluate(() => Reflect.get(globalThis, 'downloadRefused') as unknown);
  await expect.poll(refused).toBe(true);
});
