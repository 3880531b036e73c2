import { randomUUID } from 'node:crypto';
import { problemIn, type Device } from '../client';
import {
  beginUpload,
  download,
  fileOf,
  hashOf,
  picture,
  pictured,
  stateIn,
  stateOf,
  untilStored,
  Upload,
} from '../files';
import { expectThat, type Bench, type Check } from '../suite';
import { expectKind, expectProblem, receive, transfer } from './cases';

/** What an upload says of its file, which a new case is going to name. */
const about = ({ item }: Bench, sha256: string, caseId: string = randomUUID()) => ({
  sha256,
  caseId,
  materialId: pictured(item).id,
  itemCode: item.code,
  itemVersion: String(item.version),
});

/** A receipt that names a picture. */
const naming = ({ item, receipt }: Bench, bytes: Uint8Array) =>
  receipt((missing) =>
    missing.materialId === pictured(item).id
      ? { ...missing, status: 'provided', copies: 1, files: [fileOf(bytes)] }
      : missing,
  );

async function received(bench: Bench, bytes: Uint8Array, caseId = randomUUID()) {
  const { first } = bench;
  const event = first.event('application.received', { caseId, baseVersion: 0 }, naming(bench, bytes));
  expectKind(await first.act(event), 'accepted');
  return caseId;
}

async function uploaded(bench: Bench, bytes: Uint8Array<ArrayBuffer>, device: Device = bench.first) {
  const sha256 = hashOf(bytes);
  const upload = await Upload.begin(device, bytes.length, about(bench, sha256));
  const state = await upload.finish(bytes);
  expectThat(state === 'stored' || state === 'checking', () => `state "${state}" of a clean file`);
  await untilStored(device, sha256);
  return sha256;
}

const sameBytes = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

/** A body that sends the first bytes and then breaks off, as a cable does. */
const cutAfter = (bytes: Uint8Array) => {
  const pieces = [bytes];
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const piece = pieces.pop();
      if (piece) controller.enqueue(piece);
      else {
        await new Promise((resolve) => setTimeout(resolve, 100));
        controller.error(new Error('cable'));
      }
    },
  });
};

/** Files of cases: up by tus, down by ranges. */
export const materialChecks: readonly Check[] = [
  {
    name: 'a file sent in pieces counts with its last byte, and comes back as it was to the office whose case names it',
    run: async (bench) => {
      const { first } = bench;
      const bytes = picture();
      const sha256 = hashOf(bytes);
      const upload = await Upload.begin(first, bytes.length, about(bench, sha256));
      expectThat((await upload.offset()) === 0, () => 'a new upload does not stand at 0');
      await upload.send(0, bytes.slice(0, 1000));
      const there = await upload.offset();
      expectThat(there === 1000, () => `after 1000 bytes HEAD says ${there}`);
      const early = await stateOf(first, sha256);
      expectThat(early === 'missing', () => `before its last byte the file is ${early ?? 'not answered'}`);
      await upload.finish(bytes, 40_000);
      await untilStored(first, sha256);
      expectProblem(await download(first, sha256), 'notFound');
      await received(bench, bytes);
      const whole = await download(first, sha256);
      expectThat(
        whole.status === 200 && sameBytes(whole.bytes, bytes),
        () => `status ${whole.status}, ${whole.bytes.length} bytes of ${bytes.length}, or others`,
      );
      const etag = whole.headers.get('etag') ?? '';
      expectThat(etag === `"${sha256}"`, () => 'ETag is not the hash in quotes');
    },
  },
  {
    name: 'an upload whose line is cut goes on where HEAD says',
    run: async (bench) => {
      const bytes = picture();
      const sha256 = hashOf(bytes);
      const upload = await Upload.begin(bench.first, bytes.length, about(bench, sha256));
      const cut = await upload.send(0, cutAfter(bytes.slice(0, 50_000))).then(
        ({ status }) => status,
        () => undefined,
      );
      expectThat(cut === undefined || cut >= 400, () => `half a request was answered with ${cut}`);
      await upload.finish(bytes);
      await untilStored(bench.first, sha256);
    },
  },
  {
    name: 'a piece at another offset is refused and changes nothing',
    run: async (bench) => {
      const bytes = picture(100);
      const upload = await Upload.begin(bench.first, bytes.length, about(bench, hashOf(bytes)));
      await upload.send(0, bytes.slice(0, 2000));
      for (const from of [0, 1000, 3000])
        expectProblem(await upload.send(from, bytes.slice(from)), 'badRequest');
      await upload.finish(bytes);
      await untilStored(bench.first, hashOf(bytes));
    },
  },
  {
    name: 'a file that does not have its hash is hashMismatch, and nothing of it is kept',
    run: async (bench) => {
      const [said, sent] = [picture(100), picture(100)];
      const upload = await Upload.begin(bench.first, sent.length, about(bench, hashOf(said)));
      expectProblem(await upload.send(0, sent), 'hashMismatch');
      for (const bytes of [said, sent]) {
        const state = await stateOf(bench.first, hashOf(bytes));
        expectThat(state === 'missing', () => `it is ${state ?? 'not answered'} afterwards`);
      }
      expectThat((await upload.request('HEAD')).status === 404, () => 'the upload is still there');
    },
  },
  {
    name: 'a file of another kind than the item takes is otherKind, whatever it calls itself',
    run: async (bench) => {
      const bytes = new Uint8Array(Buffer.from('MZ this is no picture'.padEnd(300, ' ')));
      const upload = await Upload.begin(bench.first, bytes.length, about(bench, hashOf(bytes)));
      expectProblem(await upload.send(0, bytes), 'otherKind');
      const state = await stateOf(bench.first, hashOf(bytes));
      expectThat(state === 'missing', () => `it is ${state ?? 'not answered'} afterwards`);
    },
  },
  {
    name: 'a file above the item’s limit, of no material or without a size is refused before a byte of it is sent',
    run: async (bench) => {
      const { first, item } = bench;
      const said = about(bench, hashOf(picture(10)));
      const limit = Math.floor(pictured(item).maxMegabytes * 1024 * 1024);
      expectProblem(await beginUpload(first, limit + 1, said), 'tooLarge');
      expectProblem(await beginUpload(first, 5, { ...said, materialId: 'noSuchPaper' }), 'notFound');
      expectProblem(await beginUpload(first, 0, said), 'badRequest');
      expectProblem(await beginUpload(first, 5, { ...said, sha256: 'not-a-hash' }), 'badRequest');
      const small = await Upload.begin(first, 5, said);
      expectProblem(await small.send(0, picture(100)), 'tooLarge');
    },
  },
  {
    name: 'an upload is its device’s own, and one that is given up is gone',
    run: async (bench) => {
      const { first, second } = bench;
      const bytes = picture(50);
      const upload = await Upload.begin(first, bytes.length, about(bench, hashOf(bytes)));
      expectProblem(await upload.send(0, bytes, second), 'notFound');
      expectProblem(await upload.request('DELETE', {}, second), 'notFound');
      expectProblem(await upload.send(0, bytes, first, 'nonsense'), 'unauthorised');
      const other = await upload.request('HEAD', {}, second);
      expectThat(other.status === 404, () => `status ${other.status} to another device’s HEAD, expected 404`);
      const ended = await upload.request('DELETE');
      expectThat(ended.status === 204, () => `status ${ended.status} to DELETE, expected 204`);
      const gone = await upload.request('HEAD');
      expectThat(gone.status === 404, () => `status ${gone.status} afterwards, expected 404`);
    },
  },
  {
    name: 'a piece of no bytes at the end asks once more, and is told what the file has become',
    run: async (bench) => {
      const bytes = picture(100);
      const upload = await Upload.begin(bench.first, bytes.length, about(bench, hashOf(bytes)));
      await upload.finish(bytes, 4000);
      // The answer to the last piece was lost: either it is said again, or the upload is over and the state can be asked for.
      const again = await upload.send(bytes.length, new Uint8Array());
      if (again.status === 204) stateIn(again);
      else expectProblem(again, 'notFound');
      await untilStored(bench.first, hashOf(bytes));
    },
  },
  {
    name: 'a download goes on in the middle as long as it is the same file',
    run: async (bench) => {
      const { first } = bench;
      const bytes = picture();
      const sha256 = await uploaded(bench, bytes);
      await received(bench, bytes);
      const last = bytes.length - 1;
      for (const [from, to] of [
        [0, 9],
        [1000, 1999],
        [last - 4, last],
      ] as const) {
        const part = await download(first, sha256, {
          range: `bytes=${from}-${to}`,
          'if-range': `"${sha256}"`,
        });
        const range = part.headers.get('content-range');
        expectThat(
          part.status === 206 && range === `bytes ${from}-${to}/${bytes.length}`,
          () => `status ${part.status} with Content-Range "${range ?? ''}" for bytes ${from} to ${to}`,
        );
        expectThat(sameBytes(part.bytes, bytes.slice(from, to + 1)), () => 'the part is not the file’s');
        expectThat(part.headers.get('etag') === `"${sha256}"`, () => 'a part has no ETag');
      }
      const other = await download(first, sha256, { range: 'bytes=1000-', 'if-range': '"another"' });
      expectThat(
        other.status === 200 && sameBytes(other.bytes, bytes),
        () => `status ${other.status} for a part of another file, expected the whole`,
      );
      problemIn(await download(first, sha256, { range: `bytes=${bytes.length}-` }));
    },
  },
  {
    name: 'a file is given to the offices whose part of a history names it, and to nobody else',
    run: async (bench) => {
      const { first, stranger } = bench;
      const bytes = picture(100);
      const sha256 = await uploaded(bench, bytes);
      const caseId = await received(bench, bytes);
      expectProblem(await download(stranger, sha256), 'notFound');
      expectProblem(await download(first, sha256, {}, ''), 'unauthorised');
      expectKind(await first.act(transfer(first, stranger, { caseId, baseVersion: 1 })), 'accepted');
      const theirs = await download(stranger, sha256);
      expectThat(
        theirs.status === 200 && sameBytes(theirs.bytes, bytes),
        () => `status ${theirs.status} where the case has come`,
      );
      const recalled = first.event('transfer.recalled', { caseId, baseVersion: 2 }, { reason: '转错机构' });
      expectKind(await first.act(recalled), 'accepted');
      const later = picture(100);
      const laterHash = await uploaded(bench, later);
      const event = first.event(
        'application.amended',
        { caseId, baseVersion: 3 },
        {
          form: {},
          materials: [
            {
              materialId: pictured(bench.item).id,
              status: 'provided',
              presented: 'original',
              copies: 1,
              files: [fileOf(later)],
            },
          ],
        },
      );
      expectKind(await first.act(event), 'accepted');
      expectProblem(await download(stranger, laterHash), 'notFound');
    },
  },
  {
    name: 'an event whose files are still on their way takes its place in the chain, and waits alone',
    run: async (bench) => {
      const { first } = bench;
      const bytes = picture(100);
      const caseId = randomUUID();
      const waiting = first.sign(
        first.event('application.received', { caseId, baseVersion: 0 }, naming(bench, bytes)),
      );
      const [deferred] = await first.offer([{ signed: waiting, filesPending: true }]);
      expectKind(deferred, 'deferred');
      await receive(bench, first);
      await uploaded(bench, bytes);
      expectKind((await first.push(waiting))[0], 'accepted');
      const whole = await download(first, hashOf(bytes));
      expectThat(whole.status === 200, () => `status ${whole.status} once it is accepted`);
    },
  },
];
