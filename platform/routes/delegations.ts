import { calls } from '@shared/protocol/calls';
import {
  giveDelegation,
  readDelegations,
  revokeDelegation,
  type DelegationRefusal,
} from '../accounts/delegations';
import type { Platform } from '../platform';
import { sendProblem } from '../problems';
import { getCaller, requireCaller } from './caller';
import { bearerSecurity, problemAnswers, type Server } from './server';

const refusals: Record<DelegationRefusal, string> = {
  notOwnRoles: 'Only roles of your own can be lent.',
  otherOffice: 'Roles are lent to a colleague of the same office.',
  period: 'The period has passed, ends before it begins, or is too long.',
};

/** 代岗: what an account has lent and borrowed, lending, ending. */
export function delegationRoutes(app: Server, platform: Platform): void {
  const { delegations, delegate, revokeDelegation: revoke } = calls;
  const common = { tags: ['accounts'], security: bearerSecurity };
  const onRequest = requireCaller(platform);
  app.route({
    method: delegations.method,
    url: delegations.path,
    schema: { summary: 'Delegations', ...common, response: { 200: delegations.answer, ...problemAnswers } },
    onRequest,
    handler: async (request) => readDelegations(platform.db, getCaller(request).account, platform.now()),
  });
  app.route({
    method: delegate.method,
    url: delegate.path,
    schema: {
      summary: 'Lend roles',
      ...common,
      body: delegate.request,
      response: { 200: delegate.answer, ...problemAnswers },
    },
    onRequest,
    handler: async (request, reply) => {
      const { account } = getCaller(request);
      const now = platform.now();
      const refusal = await giveDelegation(platform.db, account, request.body, now);
      if (refusal) return sendProblem(reply, 'forbidden', refusals[refusal]);
      return reply.send(await readDelegations(platform.db, account, now));
    },
  });
  app.route({
    method: revoke.method,
    url: revoke.path,
    schema: {
      summary: 'End a delegation',
      ...common,
      body: revoke.request,
      response: { 200: revoke.answer, ...problemAnswers },
    },
    onRequest,
    handler: async (request, reply) => {
      const { account } = getCaller(request);
      const now = platform.now();
      const ended = await revokeDelegation(platform.db, account, request.body.delegationId, now);
      return ended
        ? reply.send(await readDelegations(platform.db, account, now))
        : sendProblem(reply, 'notFound');
    },
  });
}
