import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { carryFile } from './carryFile';

const folder = mkdtempSync(join(tmpdir(), 'longjiang-carry-'));
/** Gives every body back as it came. */
const server = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  request.pipe(response);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
const wire = {
  fetch: (url: string, init: RequestInit) => fetch(url, init),
  platformUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
  timeoutMs: 20_000,
};
const [from, to] = [join(folder, 'out'), join(folder, 'back')];

describe('a file that is carried to the platform', () => {
  it('arrives whole, and what comes back is whole', async () => {
    writeFileSync(from, randomBytes(12 * 1024 * 1024));
    expect(await carryFile(wire, 'token', from, to)).toEqual({ kind: 'received' });
    expect(readFileSync(to).equals(readFileSync(from))).toBe(true);
  });

  it('tells of a file that cannot be read with the error of the system, and leaves nothing', async () => {
    const missing = join(folder, 'missing');
    await expect(carryFile(wire, 'token', missing, `${to}-2`)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(carryFile(wire, 'token', folder, `${to}-2`)).rejects.toMatchObject({ code: 'EISDIR' });
    expect(() => readFileSync(`${to}-2`)).toThrow('ENOENT');
  });
});
