import { calls } from '@shared/protocol/calls';
import { readStream } from '../cases/confirmed';
import type { Platform } from '../platform';
import { sendProblem } from '../problems';
import { getCaller, requireCaller } from './caller';
import { deviceLimit } from './deviceLimit';
import { bearerSecurity, problemAnswers, type Server } from './server';

/** Reads the stream of the caller's own office behind a position. */
export function pullRoute(app: Server, platform: Platform): void {
  const { method, path, request: querystring, answer } = calls.pull;
  app.route({
    method,
    url: path,
    schema: {
      summary: 'Pull confirmed events',
      tags: ['sync'],
      security: bearerSecurity,
      querystring,
      response: { 200: answer, ...problemAnswers },
    },
    onRequest: [deviceLimit(app, platform), requireCaller(platform)],
    handler: async (request, reply) => {
      if (getCaller(request).account.divisionCode !== request.query.stream)
        return sendProblem(reply, 'forbidden');
      // What was read is parsed already; the answer is large and need not be checked twice.
      return reply
        .type('application/json; charset=utf-8')
        .serializer(JSON.stringify)
        .send({ epoch: platform.epoch.id, ...(await readStream(platform, request.query)) });
    },
  });
}
