import type { FastifyReply } from 'fastify';
import type { Problem } from '@shared/protocol/problem';

export type ProblemCode = Problem['code'];

/** The HTTP status of each problem. */
export const statusOf: Record<ProblemCode, number> = {
  badRequest: 400,
  unauthorised: 401,
  forbidden: 403,
  notFound: 404,
  tooLarge: 413,
  tooManyRequests: 429,
  codeUnknown: 404,
  wrongPassword: 401,
  accountDisabled: 403,
  deviceRevoked: 403,
  updateRequired: 426,
  hashMismatch: 422,
  notABundle: 422,
  newerFormat: 422,
  otherPlatform: 422,
  notAuthentic: 422,
  earlierMissing: 409,
  otherKind: 415,
  checking: 409,
  infected: 422,
  internal: 500,
};

const details: Record<ProblemCode, string> = {
  badRequest: 'The request does not have the shape of this call.',
  unauthorised: 'No valid token came with this call.',
  forbidden: 'This account or office may not do that.',
  notFound: 'There is nothing here, or nothing for this office.',
  tooLarge: 'The request is larger than this call takes.',
  tooManyRequests: 'Too many attempts. Try again later.',
  codeUnknown: 'The enrolment code is unknown, expired or used.',
  wrongPassword: 'Login name or password is wrong.',
  accountDisabled: 'The account has been disabled.',
  deviceRevoked: 'The device is not enrolled, or has been revoked.',
  updateRequired: 'This version of the application is no longer served.',
  hashMismatch: 'The bytes do not have the hash they were sent under.',
  notABundle: 'The file is not a ferry bundle.',
  newerFormat: 'The bundle has a newer format than this platform reads.',
  otherPlatform: 'The bundle is not sealed for this platform.',
  notAuthentic: 'The bundle is not signed by a key of the device that it names.',
  earlierMissing: 'An earlier bundle of this device has to come first.',
  otherKind: 'The file is not of a kind that the item takes for this material.',
  checking: 'The file waits for the virus scanner.',
  infected: 'The virus scanner found something in the file. It is in quarantine.',
  internal: 'The platform failed. What was confirmed before stays confirmed; try again.',
};

/** A problem with its standing sentence; `detail` may say more and never repeats what was sent. */
export const problemOf = (code: ProblemCode, detail = details[code]): Problem => ({ code, detail });

/** Answers a call with a problem. */
export const sendProblem = (reply: FastifyReply, code: ProblemCode, detail?: string) =>
  reply
    .code(statusOf[code])
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problemOf(code, detail));
