import { calls } from '@shared/protocol/calls';
import { oldestServedVersion, protocolVersion } from '@shared/protocol/version';
import type { Platform } from '../platform';
import { problemAnswers, type Server } from './server';

/** Says that the platform and its database answer, and which history it holds. */
export function healthRoute(app: Server, platform: Platform): void {
  const { method, path, answer } = calls.health;
  app.route({
    method,
    url: path,
    schema: { summary: 'Health and epoch', tags: ['public'], response: { 200: answer, ...problemAnswers } },
    handler: async () => {
      await platform.db.selectFrom('divisions').select('code').limit(1).execute();
      return { status: 'ok' as const, epoch: platform.epoch.id, protocolVersion, oldestServedVersion };
    },
  });
}
