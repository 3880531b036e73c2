import { calls } from '@shared/protocol/calls';
import { changePassword } from '../accounts/changePassword';
import type { Platform } from '../platform';
import { sendProblem } from '../problems';
import { getCaller, requireCaller } from './caller';
import { bearerSecurity, problemAnswers, type Server } from './server';

/** 修改密码: of the caller's own account. */
export function passwordRoute(app: Server, platform: Platform): void {
  const { method, path, request: body, answer } = calls.changePassword;
  app.route({
    method,
    url: path,
    schema: {
      summary: 'Change the own password',
      tags: ['accounts'],
      security: bearerSecurity,
      body,
      response: { 200: answer, ...problemAnswers },
    },
    onRequest: requireCaller(platform),
    handler: async (request, reply) => {
      const change = await changePassword(platform, getCaller(request).account.accountId, request.body);
      return change.kind === 'changed' ? reply.send(change.state) : sendProblem(reply, change.kind);
    },
  });
}
