import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Transform } from 'node:stream';

/** A request on its way to the platform; what is changed here is what the platform gets. */
export type Asked = { method: string; path: string; headers: IncomingHttpHeaders };
/** An answer on its way back; what is changed here is what the suite gets. */
export type Answered = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** What somebody has got wrong in a platform that is right otherwise. */
export type Fault = {
  asked?: (asked: Asked) => void;
  answered?: (answer: Answered, asked: Asked) => void | Promise<void>;
  /** One event or comment of the live stream, without its blank line; undefined is not passed on. */
  heard?: (block: string) => string | undefined;
};

async function whole(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Hands blocks of an event stream through `heard`. */
function blockwise(heard: NonNullable<Fault['heard']>): Transform {
  let held = '';
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      const blocks = (held + piece.toString('utf8')).split('\n\n');
      held = blocks.pop() ?? '';
      const said = blocks.map(heard).filter((block) => block !== undefined);
      done(null, said.map((block) => `${block}\n\n`).join(''));
    },
  });
}

/** A platform in front of another one that does everything as that does, but for one fault. */
export async function faulty(
  address: string,
  { asked: changeAsked = () => undefined, answered = () => undefined, heard = (block) => block }: Fault,
): Promise<{ url: string; close: () => void }> {
  const server = createServer((from, to) => {
    const { method = 'GET', url: path = '/' } = from;
    const asked: Asked = { method, path, headers: { ...from.headers } };
    changeAsked(asked);
    const up = request(address + asked.path, { method: asked.method, headers: asked.headers }, (back) => {
      const { statusCode: status = 500, headers } = back;
      if (headers['content-type']?.startsWith('text/event-stream')) {
        to.writeHead(status, headers);
        back.pipe(blockwise(heard)).pipe(to);
        to.on('close', () => up.destroy());
        return;
      }
      void whole(back).then(
        async (body) => {
          const answer: Answered = { status, headers, body };
          await answered(answer, { ...asked, path });
          const { 'transfer-encoding': _, ...rest } = answer.headers;
          const length = method === 'HEAD' ? {} : { 'content-length': String(answer.body.length) };
          to.writeHead(answer.status, { ...rest, ...length }).end(
            method === 'HEAD' ? undefined : answer.body,
          );
        },
        () => to.destroy(),
      );
    });
    up.on('error', () => to.destroy());
    from.on('error', () => up.destroy());
    from.on('close', () => {
      if (!from.complete) up.destroy();
    });
    from.pipe(up);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** A fault in the JSON of successful answers to a call. */
export const inJson = (path: string, change: (body: unknown) => unknown): Fault => ({
  answered: (answer, asked) => {
    if (!asked.path.startsWith(path) || answer.status >= 400) return;
    answer.body = Buffer.from(JSON.stringify(change(JSON.parse(answer.body.toString('utf8')))));
  },
});

/** Answers as if nothing were wrong where the platform has refused with this status. */
export const inspite = (method: string, status: number, instead: Partial<Answered>): Fault => ({
  answered: (answer, asked) => {
    if (asked.method === method && answer.status === status)
      Object.assign(answer, { body: Buffer.alloc(0), ...instead });
  },
});

/** Several faults in the answers of one platform. */
export const together = (...faults: readonly Fault[]): Fault => ({
  answered: async (answer, asked) => {
    for (const fault of faults) await fault.answered?.(answer, asked);
  },
});
