import { calls } from '@shared/protocol/calls';
import { findAccount } from '../accounts/accounts';
import { useAssertion } from '../accounts/assertions';
import { delegationsTo } from '../accounts/delegations';
import type { Platform } from '../platform';
import { sendProblem } from '../problems';
import { problemAnswers, type Server } from './server';

/** Exchanges an assertion, signed by the account's key on its device, for an access token. */
export function tokenRoute(app: Server, platform: Platform): void {
  const { method, path, request: body, answer } = calls.token;
  app.route({
    method,
    url: path,
    schema: { summary: 'Get a token', tags: ['public'], body, response: { 200: answer, ...problemAnswers } },
    handler: async (request, reply) => {
      const credential = await useAssertion(platform.db, request.body.assertion, platform.now());
      if (!credential || credential.revoked || credential.superseded)
        return sendProblem(reply, 'unauthorised');
      if (credential.deviceRevoked) return sendProblem(reply, 'deviceRevoked');
      const known = await findAccount(platform.db, credential.accountId);
      if (!known || known.disabled) return sendProblem(reply, 'accountDisabled');
      const delegations = await delegationsTo(platform.db, known.account.accountId, platform.now());
      const account = { ...known.account, delegations };
      return reply.send({ account, token: await platform.tokens.issue(credential) });
    },
  });
}
