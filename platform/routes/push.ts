import { calls } from '@shared/protocol/calls';
import { oldestServedVersion } from '@shared/protocol/version';
import { takeEvents } from '../cases/accept';
import type { Platform } from '../platform';
import { sendProblem } from '../problems';
import { lookUpCaller, requireCaller } from './caller';
import { deviceLimit } from './deviceLimit';
import { bearerSecurity, problemAnswers, type Server } from './server';

/** A hundred events with long forms; materials travel apart. */
const largestPush = 16 * 1024 * 1024;

/**
 * Takes signed events in. Each event proves for itself who made it, so that a device may carry the events of all accounts
 * that worked on it, or of another device.
 */
export function pushRoute(app: Server, platform: Platform): void {
  const { method, path, request: body, answer } = calls.push;
  app.route({
    method,
    url: path,
    bodyLimit: largestPush,
    schema: {
      summary: 'Push signed events',
      tags: ['sync'],
      security: bearerSecurity,
      body,
      response: { 200: answer, ...problemAnswers },
    },
    onRequest: [deviceLimit(app, platform), lookUpCaller(platform)],
    preValidation: requireCaller(platform),
    handler: async (request, reply) => {
      if (request.body.protocolVersion < oldestServedVersion) return sendProblem(reply, 'updateRequired');
      const results = await takeEvents(platform, request.body.events);
      platform.hub.look();
      return reply.send({ epoch: platform.epoch.id, results });
    },
  });
}
