import { createParser } from 'eventsource-parser';
import { StreamMessage, streamPath } from '@shared/protocol/stream';
import { readAnswer, type Failure, type Wire } from './platformCall';
import { Problem } from '@shared/protocol/problem';

/**
 * How a stream came to its end. `closed`: the platform ended it in order; `cut`: the line broke or fell silent; `heldBack`: an answer
 * began and no message came through, as behind a proxy that gathers answers.
 */
export type StreamEnd = { kind: 'closed' } | { kind: 'cut' } | { kind: 'heldBack' } | Failure;

/** Longest waits in milliseconds: for the answer, and for the first message after it. */
const answerWithin = 15_000;
const greetingWithin = 8000;
/** So many beats may be missing before a line is held to be dead. */
const missedBeats = 3;

type Options = {
  token: string;
  onMessage: (message: StreamMessage) => void;
  signal: AbortSignal;
  /** For tests that will not wait. */
  helloWithin?: number;
};

/** Reads the live stream until it ends. Never throws for anything that a network or a server can do. */
export async function readEventStream(wire: Wire, options: Options): Promise<StreamEnd> {
  const { token, onMessage, signal, helloWithin = greetingWithin } = options;
  const abort = new AbortController();
  const stop = () => abort.abort();
  signal.addEventListener('abort', stop);
  let timer = setTimeout(stop, answerWithin);
  const allow = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(stop, milliseconds);
  };
  let silence = helloWithin;
  let greeted = false;
  let closed = false;
  const parser = createParser({
    onEvent: ({ data }) => {
      const message = parseMessage(data);
      // A message that this version does not know is for a later one.
      if (!message) return;
      if (message.kind === 'hello') {
        greeted = true;
        silence = message.beatSeconds * 1000 * missedBeats;
      }
      closed ||= message.kind === 'closing';
      onMessage(message);
    },
  });
  try {
    const url = wire.platformUrl.replace(/\/+$/, '') + streamPath;
    const response = await wire.fetch(url, {
      method: 'GET',
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
      signal: abort.signal,
      redirect: 'error',
      credentials: 'omit',
    });
    const contentType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
    if (contentType !== 'text/event-stream' || !response.body) {
      const body = new Uint8Array(await response.arrayBuffer());
      const { status, headers } = response;
      const read = readAnswer({ kind: 'answered', status, contentType, headers, body }, Problem);
      return read.kind === 'answer' ? { kind: 'strangeAnswer', status: response.status, contentType } : read;
    }
    allow(silence);
    const decoder = new TextDecoder();
    const body: ReadableStream<Uint8Array> = response.body;
    for (const reader = body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      parser.feed(decoder.decode(value, { stream: true }));
      // Before the greeting only the greeting counts: a proxy may pass on nothing but the beginning.
      if (greeted) allow(silence);
    }
  } catch {
    if (!greeted && !signal.aborted && abort.signal.aborted) return { kind: 'heldBack' };
    return { kind: 'cut' };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    abort.abort();
  }
  if (closed) return { kind: 'closed' };
  return greeted ? { kind: 'cut' } : { kind: 'heldBack' };
}

function parseMessage(data: string): StreamMessage | undefined {
  try {
    return StreamMessage.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
