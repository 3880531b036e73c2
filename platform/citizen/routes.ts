import { createHash } from 'node:crypto';
import { normalizeIP } from '@fastify/rate-limit';
import { z } from 'zod';
import type { Platform } from '../platform';
import type { Server } from '../routes/server';
import { isExhausted, mayUse, noteFailure } from '../storage/attempts';
import { notFoundPage, pageHeaders, progressPage, tooManyPage } from './pages';
import { findProgress } from './progress';

/** Wrong codes that one number may meet before it rests: a code has thirty bits. */
const allowed = { failures: 50, minutes: 60 };
/** Pages that one address may open, whichever process of the platform it asks. */
const perAddress = { uses: 60, minutes: 1 };

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const attemptKey = (number: string) => `progress|${hash(number)}`;

/** The progress page behind the QR code of a receipt: `/c/{number}?k={query code}`. */
export function citizenRoutes(app: Server, platform: Platform): void {
  app.route({
    method: 'GET',
    url: '/c/:number',
    schema: {
      summary: 'Progress page for citizens (HTML)',
      tags: ['citizen'],
      produces: ['text/html'],
      params: z.object({ number: z.string().max(60) }),
      querystring: z.object({ k: z.string().max(20).default('') }),
    },
    handler: async (request, reply) => {
      const number = request.params.number.trim().toUpperCase();
      const now = platform.now();
      const key = attemptKey(number);
      void reply.headers(pageHeaders);
      if (!(await mayUse(platform.db, `page|${hash(normalizeIP(request.ip))}`, perAddress, now)))
        return reply.code(429).header('retry-after', '60').send(tooManyPage());
      if (await isExhausted(platform.db, key, allowed, now)) return reply.code(429).send(tooManyPage());
      const progress = await findProgress(platform, number, request.query.k);
      if (progress) return reply.send(progressPage(progress));
      await noteFailure(platform.db, key, allowed, now);
      return reply.code(404).send(notFoundPage());
    },
  });
}
