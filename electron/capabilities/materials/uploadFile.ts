import { stateHeader, MaterialState, uploadsPath } from '@shared/protocol/materials';
import type { FileToSend } from '@shared/bridge/transfers';
import type { StreamReader } from '../../sealing/sealedStream';
import type { Failure } from '../transport/platformCall';
import type { SignedInTransport } from '../transport/transport';
import type { TransferBook } from './transferBook';

export type Uploaded = { kind: 'there'; state: MaterialState } | Failure;

type Given = {
  platform: SignedInTransport;
  book: TransferBook;
  file: FileToSend;
  reader: StreamReader;
  /** Told how many bytes the platform has. */
  onProgress: (done: number) => void;
  /** Told when it is to be left as it is. */
  signal: AbortSignal;
};

/** Bytes of one PATCH: small enough that a line which is cut every few seconds gets on. */
const pieceSize = 512 * 1024;
const protocol = { 'tus-resumable': '1.0.0' };

const base64 = (text: string) => Buffer.from(text).toString('base64');

function metadataOf({ sha256, caseId, materialId, itemCode, itemVersion }: FileToSend): string {
  const said = {
    sha256,
    caseId,
    materialId,
    ...(itemCode === undefined ? {} : { itemCode }),
    ...(itemVersion === undefined ? {} : { itemVersion: String(itemVersion) }),
  };
  return Object.entries(said)
    .map(([key, value]) => `${key} ${base64(value)}`)
    .join(',');
}

/** A place on the platform that was asked, never one elsewhere. */
const ownPlace = (location: string | null) =>
  location !== null && /^\/v1\/uploads\/[0-9a-f]{32}$/.test(location) ? location : undefined;

async function begin({
  platform,
  book,
  file,
  signal,
}: Given): Promise<{ kind: 'begun'; place: string } | Failure> {
  const answer = await platform.exchange(uploadsPath, {
    method: 'POST',
    headers: { ...protocol, 'upload-length': String(file.size), 'upload-metadata': metadataOf(file) },
    signal,
  });
  if (answer.kind !== 'answered') return answer;
  const place = ownPlace(answer.headers.get('location'));
  if (place === undefined)
    return { kind: 'strangeAnswer', status: answer.status, contentType: answer.contentType };
  await book.notePlace(file.sha256, place);
  return { kind: 'begun', place };
}

/** Where an upload of this file stands that was begun before; undefined where the platform has none any more. */
async function resume({ platform, book, file, signal }: Given) {
  const place = book.placeOf(file.sha256);
  if (place === undefined) return undefined;
  const answer = await platform.exchange(place, { method: 'HEAD', headers: protocol, signal });
  if (answer.kind === 'problem' && answer.problem.code === 'notFound') {
    await book.notePlace(file.sha256, undefined);
    return undefined;
  }
  if (answer.kind !== 'answered') return answer;
  const offset = Number(answer.headers.get('upload-offset') ?? Number.NaN);
  if (Number.isInteger(offset) && offset >= 0 && offset <= file.size)
    return { kind: 'at' as const, place, offset };
  return { kind: 'strangeAnswer' as const, status: answer.status, contentType: answer.contentType };
}

/**
 * One try at sending a file by tus: goes on where the platform has it, and sends piece after piece. A failure leaves what the platform
 * has where it is. Throws where the file on this device is damaged.
 */
export async function uploadFile(given: Given): Promise<Uploaded> {
  const { platform, book, file, reader, onProgress, signal } = given;
  const resumed = await resume(given);
  if (resumed && resumed.kind !== 'at') return resumed;
  const begun = resumed ?? (await begin(given));
  if (begun.kind !== 'begun' && begun.kind !== 'at') return begun;
  const { place } = begun;
  let offset = begun.kind === 'at' ? begun.offset : 0;
  for (;;) {
    onProgress(offset);
    const plain = await reader.read(offset, pieceSize);
    if (!plain) throw new Error('a sealed material is damaged');
    const answer = await platform.exchange(place, {
      method: 'PATCH',
      headers: {
        ...protocol,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      },
      // With nothing left, this asks what the last piece came to: its answer was lost.
      body: new Uint8Array(plain),
      signal,
    });
    if (answer.kind === 'problem' && isFinal(answer.problem.code))
      await book.notePlace(file.sha256, undefined);
    if (answer.kind !== 'answered') return answer;
    const next = Number(answer.headers.get('upload-offset') ?? Number.NaN);
    if (!(next >= offset && next <= file.size) || (next === offset && offset < file.size))
      return { kind: 'strangeAnswer', status: answer.status, contentType: answer.contentType };
    offset = next;
    const state = MaterialState.safeParse(answer.headers.get(stateHeader));
    if (offset < file.size) continue;
    if (!state.success)
      return { kind: 'strangeAnswer', status: answer.status, contentType: answer.contentType };
    onProgress(offset);
    await book.notePlace(file.sha256, undefined);
    return { kind: 'there', state: state.data };
  }
}

/** Answers after which this upload is no more. */
const isFinal = (code: string) =>
  !['internal', 'unauthorised', 'tooManyRequests', 'badRequest'].includes(code);
