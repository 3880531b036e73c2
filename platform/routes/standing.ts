import { calls } from '@shared/protocol/calls';
import { findAccount } from '../accounts/accounts';
import { passwordState } from '../accounts/changePassword';
import { delegationsTo } from '../accounts/delegations';
import { revokedOn } from '../accounts/revocations';
import { calendarsFor } from '../catalogue/published';
import type { Platform } from '../platform';
import { sendProblem } from '../problems';
import { getCaller, requireCaller } from './caller';
import { bearerSecurity, problemAnswers, type Server } from './server';

/** What a device asks for when the stream says so: the account as it stands, who was withdrawn here, and the calendars. */
export function standingRoutes(app: Server, platform: Platform): void {
  const onRequest = requireCaller(platform);
  const common = { security: bearerSecurity };
  app.route({
    method: calls.account.method,
    url: calls.account.path,
    schema: {
      summary: 'Own account',
      tags: ['accounts'],
      ...common,
      response: { 200: calls.account.answer, ...problemAnswers },
    },
    onRequest,
    handler: async (request, reply) => {
      const now = platform.now();
      const known = await findAccount(platform.db, getCaller(request).account.accountId);
      if (!known) return sendProblem(reply, 'accountDisabled');
      const delegations = await delegationsTo(platform.db, known.account.accountId, now);
      const password = passwordState(platform, known, now);
      return reply.send({ account: { ...known.account, delegations }, password });
    },
  });
  app.route({
    method: calls.revocations.method,
    url: calls.revocations.path,
    schema: {
      summary: 'Withdrawn accounts of this device',
      tags: ['accounts'],
      ...common,
      response: { 200: calls.revocations.answer, ...problemAnswers },
    },
    onRequest,
    handler: async (request) => {
      const { deviceId } = getCaller(request);
      return { accounts: (await revokedOn(platform.db, [deviceId])).get(deviceId) ?? [] };
    },
  });
  app.route({
    method: calls.calendars.method,
    url: calls.calendars.path,
    schema: {
      summary: 'Signed calendars',
      tags: ['sync'],
      ...common,
      response: { 200: calls.calendars.answer, ...problemAnswers },
    },
    onRequest,
    handler: async (request) => calendarsFor(platform.db, getCaller(request).account.divisionCode),
  });
}
