import { calls } from '@shared/protocol/calls';
import type { Platform } from '../platform';
import { requireCaller } from './caller';
import { bearerSecurity, problemAnswers, type Server } from './server';

/** The service items, with the older versions that cases may be pinned to. */
export function catalogueRoute(app: Server, platform: Platform): void {
  const { method, path, answer } = calls.catalogue;
  app.route({
    method,
    url: path,
    schema: {
      summary: 'Service items',
      tags: ['sync'],
      security: bearerSecurity,
      response: { 200: answer, ...problemAnswers },
    },
    onRequest: requireCaller(platform),
    handler: async () => ({ items: await platform.catalogue.served() }),
  });
}
