import { createHash, randomUUID } from 'node:crypto';
import { Metadata } from '@tus/utils';
import { uploadsPath } from '@shared/protocol/materials';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { eventOf, type Worker } from './device';

type Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | string;

/** One caller of the tus routes at an address, over real HTTP. For tests only. */
export class TestUploader {
  constructor(
    public address: string,
    readonly worker: Pick<Worker, 'accessToken'>,
  ) {}

  request(method: string, path: string, headers: Record<string, string> = {}, body?: Body) {
    return fetch(this.address + path, {
      method,
      headers: {
        authorization: `Bearer ${this.worker.accessToken}`,
        'tus-resumable': '1.0.0',
        ...headers,
      },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    });
  }

  begin(sha256: string, size: number | string, about: Record<string, string> = {}) {
    const metadata = {
      sha256,
      caseId: randomUUID(),
      itemCode: sampleItem.code,
      itemVersion: String(sampleItem.version),
      materialId: 'identity',
      ...about,
    };
    return this.request('POST', uploadsPath, {
      'upload-length': String(size),
      'upload-metadata': Metadata.stringify(metadata),
    });
  }

  offset = async (place: string) => {
    const answer = await this.request('HEAD', place);
    return answer.ok ? Number(answer.headers.get('upload-offset')) : answer.status;
  };

  send(place: string, from: number, bytes: Body) {
    return this.request(
      'PATCH',
      place,
      { 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' },
      bytes,
    );
  }

  /** Begins and sends a whole file at once; answers the last answer. */
  async put(bytes: Uint8Array<ArrayBuffer>, sha256 = hashOf(bytes), about: Record<string, string> = {}) {
    const begun = await this.begin(sha256, bytes.length, about);
    const place = begun.headers.get('location');
    return place === null ? begun : this.send(place, 0, bytes);
  }
}

export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Bytes that are a PNG by their first ones. */
export function pictureBytes(size: number, seed = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).map((_, index) => (index * 31 + seed * 7 + (index >> 8)) % 251);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  return bytes;
}

/** The standard test file of virus scanners, in two parts so that no scanner takes this file for it. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** A case is received that names a picture. */
export function namingEvent(worker: Worker, sha256: string, size: number) {
  const [first, ...rest] = samplePayloads['application.received'].materials;
  if (!first) throw new Error('the sample has materials');
  const files = [{ sha256, name: '身份证.png', kind: 'image/png' as const, size }];
  const payload = { ...samplePayloads['application.received'], materials: [{ ...first, files }, ...rest] };
  return eventOf('application.received', worker.actor, { caseId: randomUUID() }, payload);
}
