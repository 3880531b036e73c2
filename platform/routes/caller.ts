import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '@shared/protocol/account';
import { findBearer } from '../accounts/accounts';
import type { Platform } from '../platform';
import { sendProblem, type ProblemCode } from '../problems';

/** Who calls, as the database says at this moment. */
export type Caller = { account: Account; deviceId: string; credentialId: string };

const callers = new WeakMap<FastifyRequest, Caller>();

type Found = { kind: 'caller'; caller: Caller } | { kind: 'problem'; code: ProblemCode };

async function findCaller(platform: Platform, header: string | undefined): Promise<Found> {
  const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
  const bearer = token === undefined ? undefined : await platform.tokens.read(token);
  if (!bearer) return { kind: 'problem', code: 'unauthorised' };
  const found = await findBearer(platform.db, bearer.credentialId);
  if (!found || found.revoked) return { kind: 'problem', code: 'unauthorised' };
  if (found.deviceRevoked) return { kind: 'problem', code: 'deviceRevoked' };
  const { known, deviceId, credentialId } = found;
  if (known.disabled) return { kind: 'problem', code: 'accountDisabled' };
  return { kind: 'caller', caller: { account: known.account, deviceId, credentialId } };
}

/** Hook for calls of signed-in accounts: nothing of the body is read before the caller is known. */
export const requireCaller =
  (platform: Platform) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const found = await findCaller(platform, request.headers.authorization);
    if (found.kind === 'problem') return sendProblem(reply, found.code);
    callers.set(request, found.caller);
    return undefined;
  };

/** The caller of a request that passed `requireCaller`. */
export function getCaller(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Error('the route does not require a caller');
  return caller;
}
