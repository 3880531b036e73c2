import { firstSyncPath, FirstSyncRequest } from '@shared/protocol/firstSync';
import { readFirstSync } from '../cases/firstSync';
import type { Platform } from '../platform';
import { sendProblem } from '../problems';
import { getCaller, requireCaller } from './caller';
import { bearerSecurity, type Server } from './server';

/** Everything that the caller's own office has, for a device that has none of it. */
export function firstSyncRoute(app: Server, platform: Platform): void {
  app.route({
    method: 'GET',
    url: firstSyncPath,
    schema: {
      summary: 'Read all cases of a stream as they stand, page by page',
      tags: ['sync'],
      security: bearerSecurity,
      produces: ['application/octet-stream'],
      querystring: FirstSyncRequest,
    },
    onRequest: requireCaller(platform),
    handler: async (request, reply) => {
      if (getCaller(request).account.divisionCode !== request.query.stream)
        return sendProblem(reply, 'forbidden');
      const page = await readFirstSync(platform, request.query);
      return reply
        .type('application/octet-stream')
        .header('cache-control', 'no-store')
        .send(Buffer.from(page.buffer, page.byteOffset, page.length));
    },
  });
}
