import { calls } from '@shared/protocol/calls';
import { keepAudit } from '../audit/keepAudit';
import type { Platform } from '../platform';
import { requireCaller } from './caller';
import { bearerSecurity, problemAnswers, type Server } from './server';

/** Two hundred entries are far smaller; what is larger is no audit. */
const largestAudit = 1024 * 1024;

/** 审计日志: takes a device's audit entries in; each proves for itself who signed it. */
export function auditRoute(app: Server, platform: Platform): void {
  const { method, path, request: body, answer } = calls.audit;
  app.route({
    method,
    url: path,
    bodyLimit: largestAudit,
    schema: {
      summary: 'Keep audit entries',
      tags: ['accounts'],
      security: bearerSecurity,
      body,
      response: { 200: answer, ...problemAnswers },
    },
    onRequest: requireCaller(platform),
    handler: async (request) => ({ keptUpTo: await keepAudit(platform, request.body.entries) }),
  });
}
