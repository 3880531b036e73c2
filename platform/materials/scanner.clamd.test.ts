import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eicar, pictureBytes } from '../testing/upload';
import { clamdScanner } from './scanner';

const infected = new Uint8Array([...pictureBytes(400, 7), ...Buffer.from(eicar)]);

it('a scanner is asked over clamd’s INSTREAM, and one that is not there is not available', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'longjiang-clamd-'));
  const path = join(folder, 'file');
  const clamd = createServer((socket) => {
    let got = Buffer.alloc(0);
    socket.on('data', (data) => {
      got = Buffer.concat([got, data]);
      if (!got.subarray(-4).equals(Buffer.alloc(4)) || got.subarray(0, 10).toString() !== 'zINSTREAM\0')
        return;
      const pieces: Buffer[] = [];
      for (let at = 10; got.readUInt32BE(at) > 0; at += 4 + got.readUInt32BE(at))
        pieces.push(got.subarray(at + 4, at + 4 + got.readUInt32BE(at)));
      const isInfected = Buffer.concat(pieces).includes('EICAR-STANDARD');
      socket.end(isInfected ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
    });
  });
  await new Promise<void>((resolve) => clamd.listen(0, '127.0.0.1', resolve));
  const scan = clamdScanner({ host: '127.0.0.1', port: (clamd.address() as AddressInfo).port });
  await writeFile(path, infected);
  expect(await scan(path)).toEqual({ kind: 'infected', found: 'Eicar-Signature' });
  await writeFile(path, pictureBytes(300_000, 9));
  expect(await scan(path)).toEqual({ kind: 'clean' });
  await new Promise((resolve) => clamd.close(resolve));
  expect(await scan(path)).toMatchObject({ kind: 'unavailable' });
  await rm(folder, { recursive: true, force: true });
});
