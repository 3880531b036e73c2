import { expect, type Page } from '@playwright/test';
import { test } from './ground';
import type { Recorder } from './recorder';

/** Shows that the recorder does record, and that nobody reached it before. */
async function expectUnreached(recorder: Recorder): Promise<void> {
  await fetch(`${recorder.url}/control`);
  expect(recorder.seen()).toEqual(['connection', '/control']);
}

const outcomesOf = (page: Page, host: string) =>
  page.evaluate(async (stranger) => {
    const http = `http://${stranger}`;
    const failed = (target: EventTarget) =>
      new Promise<string>((resolve) => {
        target.addEventListener('error', () => resolve('refused'), { once: true });
        target.addEventListener('load', () => resolve('loaded'), { once: true });
        target.addEventListener('open', () => resolve('loaded'), { once: true });
      });
    const element = (tag: string, attributes: Record<string, string>) => {
      const made = document.createElement(tag);
      const outcome = failed(made);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      // An object is fetched only where it is shown.
      document.body.append(made);
      return outcome;
    };
    const request = () => {
      const asked = new XMLHttpRequest();
      const outcome = failed(asked);
      asked.open('GET', `${http}/xhr`);
      asked.send();
      return outcome;
    };
    const tries: Record<string, () => Promise<unknown>> = {
      fetch: () => fetch(`${http}/fetch`),
      blindFetch: () => fetch(`${http}/blind`, { mode: 'no-cors', keepalive: true }),
      request,
      webSocket: () => failed(new WebSocket(`ws://${stranger}/socket`)),
      eventSource: () => failed(new EventSource(`${http}/events`)),
      image: () => element('img', { src: `${http}/image.png` }),
      script: () => element('script', { src: `${http}/script.js` }),
      style: () => element('link', { rel: 'stylesheet', href: `${http}/style.css` }),
      video: () => element('video', { src: `${http}/video.mp4` }),
      object: () => element('object', { data: `${http}/object`, type: 'text/html' }),
      worker: async () => failed(new Worker(`${http}/worker.js`)),
      import: () => import(`${http}/module.js`),
      font: () => new FontFace('stranger', `url(${http}/font.woff2)`).load(),
      file: () => fetch('file:///etc/passwd'),
    };
    const outcomes: Record<string, unknown> = {};
    for (const [name, attempt] of Object.entries(tries))
      outcomes[name] = await attempt().then(
        (value) => (typeof value === 'string' ? value : 'loaded'),
        () => 'refused',
      );
    return outcomes;
  }, host);

test('no request of a page leaves the machine, whatever makes it', async ({ gate, recorder }) => {
  const outcomes = await outcomesOf(gate.page, recorder.host);
  expect(Object.values(outcomes)).toEqual(Object.keys(outcomes).map(() => 'refused'));
  await expectUnreached(recorder);
});

test('requests that nobody answers for do not leave either', async ({ gate, recorder }) => {
  const policies = await gate.page.evaluate(async (http) => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      violated.push(event.effectiveDirective);
    });
    const add = (tag: string, attributes: Record<string, string>) => {
      const made = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      document.body.append(made);
      return made;
    };
    for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'preload', 'modulepreload'])
      add('link', { rel, href: `${http}/${rel}`, as: 'script' });
    navigator.sendBeacon(`${http}/beacon`, 'data');
    add('div', { style: `background-image: url(${http}/background.png)` });
    const frame = add('iframe', { src: `${http}/frame` });
    // The frame's refusal is shown as a load of the browser's own error page.
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    const form = add('form', { action: `${http}/form`, method: 'post' }) as HTMLFormElement;
    await new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        if (effectiveDirective === 'form-action') resolve();
      });
      form.submit();
    });
    add('a', { href: `${http}/`, ping: `${http}/ping` }).click();
    return violated;
  }, recorder.url);
  expect(policies).toEqual(expect.arrayContaining(['connect-src', 'frame-src', 'form-action']));
  await expectUnreached(recorder);
});

test('WebRTC, which no policy names, reaches nobody', async ({ gate, recorder }) => {
  const candidates = await gate.page.evaluate(async (host) => {
    if (!('RTCPeerConnection' in globalThis)) return [];
    const found: string[] = [];
    const [urls, secret] = [[`turn:${host}?transport=tcp`, `turn:${host}?transport=udp`], 'x'];
    const iceServers = [{ urls: [`stun:${host}`] }, { urls, username: secret, credential: secret }];
    const connection = new RTCPeerConnection({ iceServers });
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) found.push(candidate.candidate);
    });
    const gathered = new Promise<void>((resolve) => {
      connection.addEventListener('icegatheringstatechange', () => {
        if (connection.iceGatheringState === 'complete') resolve();
      });
    });
    connection.createDataChannel('out');
    await connection.setLocalDescription(await connection.createOffer());
    await gathered;
    connection.close();
    return found;
  }, recorder.host);
  expect(candidates).toEqual([]);
  await expectUnreached(recorder);
});

test('text does not become code', async ({ gate }) => {
  const outcomes = await gate.page.evaluate(async () => {
    // In a task of its own: what the test itself runs may evaluate text, what the page runs later may not.
    const later = (attempt: () => unknown) =>
      new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            attempt();
            resolve('ran');
          } catch (error) {
            resolve((error as Error).name);
          }
        });
      });
    const ran = () => Reflect.has(globalThis, 'injected');
    const inline = document.createElement('script');
    inline.textContent = 'globalThis.injected = 1';
    const violated = (start: () => void) =>
      new Promise<boolean>((resolve) => {
        document.addEventListener('securitypolicyviolation', () => resolve(ran()), { once: true });
        start();
      });
    const handler = document.createElement('div');
    const frame = document.createElement('iframe');
    frame.srcdoc = '<script>parent.injected = 1</script>';
    const framed = new Promise<boolean>((resolve) => frame.addEventListener('load', () => resolve(ran())));
    const outcome = {
      eval: await later(() => (0, eval)('1')),
      function: await later(() => Reflect.construct(Function, ['return 1'])),
      inline: await violated(() => document.body.append(inline)),
      handler: await violated(() => {
        handler.setAttribute('onclick', 'globalThis.injected = 1');
        handler.click();
      }),
      blob: await violated(() => {
        const script = document.createElement('script');
        script.src = URL.createObjectURL(new Blob(['globalThis.injected = 1']));
        document.body.append(script);
      }),
    };
    document.body.append(frame);
    return { ...outcome, frame: await framed };
  });
  expect(outcomes).toEqual({
    eval: 'EvalError',
    function: 'EvalError',
    inline: false,
    handler: false,
    blob: false,
    frame: false,
  });
});
