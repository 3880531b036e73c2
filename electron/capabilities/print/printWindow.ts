import { randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import { printedPagePolicy } from '../../security/contentSecurityPolicy';
import { appScheme } from '../../security/origins';
import { blockNetwork, denyPermissions } from '../../security/session';

const host = 'print';
/** Documents that wait to be loaded, each once. */
const waiting = new Map<string, string>();

/** The session that printed pages live in: in memory, without network, serving each document once. */
function printSession() {
  const own = session.fromPartition('print', { cache: false });
  if (own.protocol.isProtocolHandled(appScheme)) return own;
  denyPermissions(own);
  blockNetwork(own, (url) => url.startsWith(`${appScheme}://${host}/`));
  own.protocol.handle(appScheme, ({ url }) => {
    const html = waiting.get(url);
    if (html === undefined) return new Response(undefined, { status: 404 });
    waiting.delete(url);
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': printedPagePolicy,
      'cache-control': 'no-store',
    };
    return new Response(html, { headers });
  });
  return own;
}

/** Shows a document in a hidden window that runs no script, hands the window over, and closes it. */
export async function withPrintWindow<T>(
  html: string,
  use: (window: BrowserWindow) => Promise<T>,
): Promise<T> {
  const url = `${appScheme}://${host}/${randomUUID()}`;
  const window = new BrowserWindow({
    show: false,
    width: 794,
    height: 1123,
    webPreferences: {
      session: printSession(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      spellcheck: false,
      devTools: false,
    },
  });
  waiting.set(url, html);
  try {
    await window.loadURL(url);
    return await use(window);
  } finally {
    waiting.delete(url);
    window.destroy();
  }
}
