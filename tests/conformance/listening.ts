import { createParser } from 'eventsource-parser';
import { StreamMessage, streamPath } from '@shared/protocol/stream';
import type { Device } from './client';

/** An open line to the platform's stream, and what was heard on it. */
export type Line = {
  heard: StreamMessage[];
  /** Resolves with the first message that fits, heard before or from now on; throws where none came in time. */
  until: (
    fits: (message: StreamMessage) => boolean,
    what: string,
    seconds?: number,
  ) => Promise<StreamMessage>;
  /** Resolves with the next comment. */
  beat: (seconds: number) => Promise<void>;
  close: () => void;
};

type Waiting = { fits: () => boolean; resolve: () => void };

/** Opens the live stream of a device; throws where it is not one. */
export async function listen(device: Device): Promise<Line> {
  const abort = new AbortController();
  const response = await fetch(device.platform + streamPath, {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${device.token}` },
    signal: abort.signal,
  });
  const type = response.headers.get('content-type') ?? '';
  const { body } = response;
  if (response.status !== 200 || !type.startsWith('text/event-stream') || !body) {
    abort.abort();
    throw new Error(`status ${response.status} with content type "${type}", expected text/event-stream`);
  }
  const heard: StreamMessage[] = [];
  const faults: string[] = [];
  let beats = 0;
  let waiting: Waiting[] = [];
  const look = () => {
    const [ready, others] = [waiting.filter(({ fits }) => fits()), waiting.filter(({ fits }) => !fits())];
    waiting = others;
    ready.forEach(({ resolve }) => resolve());
  };
  const parser = createParser({
    onComment: () => {
      beats += 1;
    },
    onEvent: ({ event, data }) => {
      const read = StreamMessage.safeParse(JSON.parse(data));
      if (!read.success) faults.push(`an event "${event ?? ''}" has data that is no message of the stream`);
      else if (event !== read.data.kind)
        faults.push(`event "${event ?? ''}" carries a message of kind "${read.data.kind}"`);
      else heard.push(read.data);
    },
  });
  void (async () => {
    const decoder = new TextDecoder();
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      parser.feed(decoder.decode(piece, { stream: true }));
      look();
    }
    faults.push('the platform ended the stream');
    look();
  })().catch(() => undefined);

  const wait = async (fits: () => boolean, what: string, seconds: number): Promise<void> => {
    const isOver = () => faults.length > 0 || fits();
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, seconds * 1000);
      waiting.push({ fits: isOver, resolve });
      look();
    });
    clearTimeout(timer);
    if (fits()) return;
    throw new Error(faults[0] ?? `${what} did not come within ${seconds} s`);
  };
  return {
    heard,
    until: async (fits, what, seconds = 10) => {
      await wait(() => heard.some(fits), what, seconds);
      const found = heard.find(fits);
      if (!found) throw new Error(`${what} did not come`);
      return found;
    },
    beat: (seconds) => {
      const before = beats;
      return wait(() => beats > before, 'a comment', seconds);
    },
    close: () => abort.abort(),
  };
}
