import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '@shared/protocol/account';
import type { Bearer } from '../accounts/accessTokens';
import { findHolder } from '../accounts/accounts';
import type { Platform } from '../platform';
import { sendProblem, type ProblemCode } from '../problems';

/** Who calls, as the database says at this moment. */
export type Caller = { account: Account; deviceId: string; credentialId: string };

const callers = new WeakMap<FastifyRequest, Caller>();

type Found = { kind: 'caller'; caller: Caller } | { kind: 'problem'; code: ProblemCode };

const bearers = new WeakMap<FastifyRequest, Promise<Bearer | undefined>>();

/** Whom the request's token speaks for, by its signature alone: the database is not asked. */
export function bearerOf({ tokens }: Platform, request: FastifyRequest): Promise<Bearer | undefined> {
  const known = bearers.get(request);
  if (known) return known;
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const bearer = token === undefined ? Promise.resolve(undefined) : tokens.read(token);
  bearers.set(request, bearer);
  return bearer;
}

async function findCaller(platform: Platform, request: FastifyRequest): Promise<Found> {
  const bearer = await bearerOf(platform, request);
  if (!bearer) return { kind: 'problem', code: 'unauthorised' };
  const found = await findHolder(platform.db, bearer.credentialId);
  if (!found || found.revoked) return { kind: 'problem', code: 'unauthorised' };
  if (found.deviceRevokedAt) return { kind: 'problem', code: 'deviceRevoked' };
  const { known, deviceId, credentialId } = found;
  if (known.disabled) return { kind: 'problem', code: 'accountDisabled' };
  return { kind: 'caller', caller: { account: known.account, deviceId, credentialId } };
}

const lookUps = new WeakMap<FastifyRequest, Promise<Found>>();

/** Hook in front of `requireCaller`: where the token's signature holds, its holder is looked up while the body arrives. */
export const lookUpCaller =
  (platform: Platform) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (!(await bearerOf(platform, request))) return sendProblem(reply, 'unauthorised');
    const lookUp = findCaller(platform, request);
    // What goes wrong is told where it is waited for; a body that does not arrive waits for nothing.
    lookUp.catch(() => undefined);
    lookUps.set(request, lookUp);
    return undefined;
  };

/** Hook for calls of signed-in accounts: nothing of the body is looked at before the caller is known. */
export const requireCaller =
  (platform: Platform) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const found = await (lookUps.get(request) ?? findCaller(platform, request));
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
