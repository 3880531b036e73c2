import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { crc32, deflateSync } from 'node:zlib';
import type { MaterialFile } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { materialPath, MaterialState, stateHeader, uploadsPath } from '@shared/protocol/materials';
import { problemIn, type Bytes, type Device, type Raw } from './client';

type Plain = Uint8Array<ArrayBuffer>;

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), framed.length - 4);
  return framed;
}

/** A whole PNG of noise, some `side * side` bytes large, as no other is: of a kind, and nothing that can be squeezed. */
export function picture(side = 300): Plain {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // Eight bits of grey.
  header.set([8, 0], 8);
  const rows = Buffer.concat(
    Array.from({ length: side }, () => Buffer.concat([Buffer.alloc(1), randomBytes(side)])),
  );
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())];
  return new Uint8Array(Buffer.concat([signature, ...parts]));
}

export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** How an event names a picture. */
export const fileOf = (bytes: Uint8Array): MaterialFile => ({
  sha256: hashOf(bytes),
  name: '身份证.png',
  kind: 'image/png',
  size: bytes.length,
});

/** The first paper of an item that may be a picture. */
export function pictured(item: ServiceItem) {
  const paper = item.materials.find(({ fileKinds }) => fileKinds.includes('image/png'));
  if (!paper) throw new Error(`the item ${item.code} has no material that takes image/png`);
  return paper;
}

const tus = { 'tus-resumable': '1.0.0' };
const metadata = (said: Record<string, string>) =>
  Object.entries(said)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

/** Asks for an upload to be begun, of whatever is said. */
export const beginUpload = (device: Device, size: number, said: Record<string, string>): Promise<Raw> =>
  device.exchange('POST', uploadsPath, {
    headers: { ...tus, 'upload-length': String(size), 'upload-metadata': metadata(said) },
  });

/** A file on its way to the platform, piece by piece. */
export class Upload {
  constructor(
    readonly device: Device,
    readonly place: string,
  ) {}

  /** Begins one; throws where it is not begun, or begun somewhere that no device would go. */
  static async begin(device: Device, size: number, said: Record<string, string>): Promise<Upload> {
    const raw = await beginUpload(device, size, said);
    if (raw.status !== 201) throw new Error(`status ${raw.status} to a new upload, expected 201`);
    const place = raw.headers.get('location') ?? '';
    if (!/^\/v1\/uploads\/[0-9a-f]{32}$/.test(place))
      throw new Error('Location is not /v1/uploads/ and 32 hexadecimal digits: a device goes nowhere else');
    return new Upload(device, place);
  }

  request(method: string, { headers, body }: Bytes = {}, device = this.device, token = device.token) {
    const sent = { headers: { ...tus, ...headers }, ...(body === undefined ? {} : { body }) };
    return device.exchange(method, this.place, sent, token);
  }

  /** How much the platform says that it has. */
  async offset(): Promise<number> {
    const { status, headers } = await this.request('HEAD');
    const said = headers.get('upload-offset') ?? '';
    if (status !== 200 || !/^\d+$/.test(said)) throw new Error(`status ${status} to HEAD, offset "${said}"`);
    return Number(said);
  }

  send(from: number, body: Plain | ReadableStream, device = this.device, token = device.token): Promise<Raw> {
    const headers = { 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' };
    return this.request('PATCH', { headers, body }, device, token);
  }

  /** Sends what the platform does not have yet, as a device does that lost its line: asks where it stands, and goes on there. */
  async finish(bytes: Plain, pieceSize = bytes.length): Promise<MaterialState> {
    for (let refusals = 0; refusals < 20;) {
      const from = await this.offset();
      if (from > bytes.length) throw new Error(`HEAD says ${from} of ${bytes.length} bytes`);
      const piece = bytes.slice(from, from + pieceSize);
      const raw = await this.send(from, piece);
      if (raw.status !== 204) {
        const code = problemIn(raw);
        // The request that was cut may still be holding it.
        if (code !== 'badRequest') throw new Error(`problem "${code}" to a piece`);
        refusals += 1;
        await pause(100);
        continue;
      }
      const now = Number(raw.headers.get('upload-offset') ?? Number.NaN);
      if (now !== from + piece.length)
        throw new Error(`${piece.length} bytes at ${from} came to offset ${now}`);
      if (now === bytes.length) return stateIn(raw);
    }
    throw new Error('no piece was taken at the offset that HEAD says');
  }
}

/** What the answer to the last piece says of the file. */
export function stateIn({ headers }: Raw): MaterialState {
  const said = headers.get(stateHeader);
  const state = MaterialState.safeParse(said);
  if (!state.success) throw new Error(`${stateHeader} is "${said ?? ''}" after the last byte`);
  return state.data;
}

export async function stateOf(device: Device, sha256: string): Promise<MaterialState | undefined> {
  const { states } = await device.call('materialStates', { sha256s: [sha256] });
  return states.find((one) => one.sha256 === sha256)?.state;
}

/** Waits until the virus scanner has passed a file. */
export async function untilStored(device: Device, sha256: string): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    const state = await stateOf(device, sha256);
    if (state === 'stored') return;
    if (state !== 'checking') throw new Error(`the file is ${state ?? 'not answered'}, expected stored`);
    await pause(500);
  }
  throw new Error('the file waited for the virus scanner for a minute');
}

export const download = (
  device: Device,
  sha256: string,
  headers: Record<string, string> = {},
  token = device.token,
): Promise<Raw> => device.exchange('GET', materialPath(sha256), { headers }, token);
