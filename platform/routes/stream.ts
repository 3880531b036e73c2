import type { ServerResponse } from 'node:http';
import { streamPath, type StreamMessage } from '@shared/protocol/stream';
import type { Platform } from '../platform';
import { sendProblem } from '../problems';
import type { Listener } from '../stream/hub';
import { getCaller, requireCaller } from './caller';
import { bearerSecurity, type Server } from './server';

/** A comment goes out this often, in seconds, so that both sides know a dead line. */
const beatSeconds = 15;
/** A reader that leaves so many bytes lying is cut off; it comes back and asks. */
const mostUnread = 64 * 1024;

const textOf = (message: StreamMessage) => `event: ${message.kind}\ndata: ${JSON.stringify(message)}\n\n`;

function write(to: ServerResponse, text: string): void {
  if (to.destroyed) return;
  to.write(text);
  if (to.writableLength > mostUnread) to.destroy();
}

/** Tells a signed-in device, as long as the line holds, that there is something to ask for. */
export function streamRoute(app: Server, platform: Platform): void {
  app.route({
    method: 'GET',
    url: streamPath,
    schema: {
      summary: 'Live stream',
      description: 'Server-sent events; each `data` is a StreamMessage.',
      tags: ['sync'],
      security: bearerSecurity,
      produces: ['text/event-stream'],
    },
    onRequest: requireCaller(platform),
    handler: async (request, reply) => {
      const { account, deviceId, credentialId } = getCaller(request);
      const { raw } = reply;
      const held: StreamMessage[] = [{ kind: 'hello', beatSeconds }];
      let send = (message: StreamMessage): void => void held.push(message);
      const listener: Listener = {
        accountId: account.accountId,
        deviceId,
        credentialId,
        stream: account.divisionCode,
        send: (message) => send(message),
        end: () => raw.end(),
      };
      if (!platform.hub.listen(listener)) return sendProblem(reply, 'tooManyRequests');
      reply.hijack();
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        // Proxies are asked neither to keep nor to gather nor to compress it.
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      });
      send = (message) => write(raw, textOf(message));
      held.forEach((message) => send(message));
      const beat = setInterval(() => write(raw, ': beat\n\n'), beatSeconds * 1000);
      raw.on('close', () => {
        clearInterval(beat);
        platform.hub.leave(listener);
      });
      return reply;
    },
  });
}
