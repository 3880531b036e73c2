import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { hasCode } from '../files/durableFile';
import { contentSecurityPolicy } from './contentSecurityPolicy';
import { appHost, appScheme } from './origins';

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/**
 * The file that an `app://longjiang/` address names inside `root`; undefined for every address that names something else
 * or tries to leave the folder. A path without an extension is a place in the one page.
 */
export function fileOf(root: string, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== `${appScheme}:` || url.host !== appHost) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  if (/[\0\\]/.test(path) || path.split('/').includes('..')) return undefined;
  const file = resolve(root, `.${extname(path) === '' ? '/index.html' : path}`);
  return file.startsWith(root + sep) ? file : undefined;
}

/** Answers a request of the page from the files of the build, read-only. */
export async function serveAppFile(
  root: string,
  request: { method: string; url: string },
): Promise<Response> {
  if (request.method !== 'GET') return new Response(undefined, { status: 405 });
  const file = fileOf(root, request.url);
  const type = file && mimeTypes[extname(file).toLowerCase()];
  if (!file || !type) return new Response(undefined, { status: 404 });
  try {
    const bytes = await readFile(file);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy,
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'EISDIR') || hasCode(error, 'ENOTDIR'))
      return new Response(undefined, { status: 404 });
    throw error;
  }
}
