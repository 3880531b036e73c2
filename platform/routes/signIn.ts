import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { calls } from '@shared/protocol/calls';
import type { SignInAnswer, SignInRequest } from '@shared/protocol/signIn';
import { findByLoginName } from '../accounts/accounts';
import { registerCredential } from '../accounts/credentials';
import { passwordState } from '../accounts/changePassword';
import { delegationsTo } from '../accounts/delegations';
import { passwordMatches } from '../accounts/password';
import type { Platform } from '../platform';
import { sendProblem, type ProblemCode } from '../problems';
import { forgetFailures, isExhausted, noteFailure } from '../storage/attempts';
import { problemAnswers, type Server } from './server';

const allowed = { failures: 10, minutes: 15 };

type Outcome =
  { kind: 'signedIn'; answer: z.output<typeof SignInAnswer> } | { kind: 'problem'; code: ProblemCode };
const problem = (code: ProblemCode): Outcome => ({ kind: 'problem', code });

const attemptKey = (loginName: string) =>
  `sign-in|${createHash('sha256').update(loginName.toLowerCase()).digest('hex')}`;

async function signIn(platform: Platform, request: SignInRequest): Promise<Outcome> {
  const { db } = platform;
  const now = platform.now();
  const key = attemptKey(request.loginName);
  if (await isExhausted(db, key, allowed, now)) return problem('tooManyRequests');
  const known = await findByLoginName(db, request.loginName);
  if (!(await passwordMatches(request.password, known?.passwordHash)) || !known) {
    await noteFailure(db, key, allowed, now);
    return problem('wrongPassword');
  }
  if (known.disabled) return problem('accountDisabled');
  const device = await db
    .selectFrom('devices')
    .select(['device_id', 'division_code', 'admission_secret', 'revoked_at'])
    .where('device_id', '=', request.deviceId)
    .executeTakeFirst();
  if (!device || device.revoked_at !== null) return problem('deviceRevoked');
  // An office's device opens only for its own people: signing in hands out its admission secret.
  if (device.division_code !== known.account.divisionCode) return problem('forbidden');
  await forgetFailures(db, key);
  const { accountId } = known.account;
  const deviceId = device.device_id;
  const credentialId = await registerCredential(platform, accountId, deviceId, request.publicKey);
  const token = await platform.tokens.issue({ accountId, credentialId, deviceId });
  const account = { ...known.account, delegations: await delegationsTo(db, accountId, now) };
  return {
    kind: 'signedIn',
    answer: {
      account,
      credentialId,
      admissionSecret: device.admission_secret,
      token,
      password: passwordState(platform, known, now),
    },
  };
}

/** Proves a password and registers the key that the account signs with on this device. */
export function signInRoute(app: Server, platform: Platform): void {
  const { method, path, request: body, answer } = calls.signIn;
  app.route({
    method,
    url: path,
    schema: { summary: 'Sign in', tags: ['public'], body, response: { 200: answer, ...problemAnswers } },
    handler: async (request, reply) => {
      const outcome = await signIn(platform, request.body);
      return outcome.kind === 'problem' ? sendProblem(reply, outcome.code) : reply.send(outcome.answer);
    },
  });
}
