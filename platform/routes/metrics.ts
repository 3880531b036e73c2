import { createHash, timingSafeEqual } from 'node:crypto';
import type { Metrics } from '../metrics';
import { sendProblem } from '../problems';
import type { Server } from './server';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Hands the counters to whoever knows the operator's token; without a token there is no such page. */
export function metricsRoute(app: Server, metrics: Metrics, token: string | undefined): void {
  if (token === undefined) return;
  const expected = digest(`Bearer ${token}`);
  app.route({
    method: 'GET',
    url: '/metrics',
    schema: { hide: true },
    handler: async (request, reply) => {
      if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected))
        return sendProblem(reply, 'unauthorised');
      return reply.type(metrics.contentType).send(await metrics.text());
    },
  });
}
