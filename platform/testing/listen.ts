import { createParser } from 'eventsource-parser';
import { StreamMessage } from '@shared/protocol/stream';

/** What a device has heard on the live stream of one process. For tests only. */
export type Line = { heard: StreamMessage[]; end: () => void };

export async function listenAt(address: string, headers: Record<string, string>): Promise<Line> {
  const end = new AbortController();
  const answer = await fetch(`${address}/v1/stream`, { headers, signal: end.signal });
  const heard: StreamMessage[] = [];
  const parser = createParser({
    onEvent: ({ data }) => heard.push(StreamMessage.parse(JSON.parse(data))),
  });
  const read = async () => {
    const decoder = new TextDecoder();
    const body: ReadableStream<Uint8Array> | null = answer.body;
    for await (const piece of body ?? []) parser.feed(decoder.decode(piece, { stream: true }));
  };
  // It ends when the test has heard enough.
  read().catch(() => undefined);
  return { heard, end: () => end.abort() };
}
