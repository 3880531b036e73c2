import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveAppFile } from './appFiles';
import { createOrigins } from './origins';

let parent: string;
let root: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'app-'));
  root = join(parent, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(`${root}-secret`);
  for (const path of ['renderer/index.html', 'renderer/assets/a.js', 'secret.json', 'renderer-secret/b.json'])
    await writeFile(join(parent, path), path);
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const get = (url: string, method = 'GET') => serveAppFile(root, { method, url });

describe('the scheme of the application', () => {
  it.each([
    ['app://longjiang/', 'renderer/index.html', 'text/html; charset=utf-8'],
    ['app://longjiang/worklist?x=1', 'renderer/index.html', 'text/html; charset=utf-8'],
    ['app://longjiang/assets/a.js', 'renderer/assets/a.js', 'text/javascript; charset=utf-8'],
  ])('serves %s', async (url, text, type) => {
    const response = await get(url);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(text);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each([
    'app://longjiang/../secret.json',
    'app://longjiang/%2e%2e/secret.json',
    'app://longjiang/..%2fsecret.json',
    'app://longjiang/%2e%2e%2fsecret.json',
    'app://longjiang/..%5csecret.json',
    'app://longjiang/assets/..%2f..%2fsecret.json',
    'app://longjiang/..%2frenderer-secret/b.json',
    'app://longjiang/%00secret.json',
    'app://longjiang/%',
    'app://longjiang//etc/passwd.json',
    'app://other/assets/a.js',
    'file:///etc/hosts.json',
    'app://longjiang/assets/absent.js',
    'app://longjiang/assets/a.exe',
  ])('has nothing at %s', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  it('is read-only', async () => {
    expect((await get('app://longjiang/', 'POST')).status).toBe(405);
  });
});

describe('origins', () => {
  it.each([
    ['app://longjiang/x', true],
    ['app://longjiang.evil/x', false],
    ['app://user@longjiang/x', false],
    ['https://longjiang/x', false],
    ['http://localhost:5173/x', false],
    ['about:srcdoc', false],
    ['nonsense', false],
  ])('%s is ours: %s', (url, ours) => {
    expect(createOrigins().isOurs(url)).toBe(ours);
  });

  it('knows the development server only where it is named', () => {
    expect(createOrigins('http://localhost:5173').isOurs('http://localhost:5173/x')).toBe(true);
    expect(createOrigins('http://localhost:5173').isOurs('http://localhost:5174/x')).toBe(false);
  });
});
