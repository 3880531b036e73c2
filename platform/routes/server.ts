import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Problem } from '@shared/protocol/problem';

/** The server as the routes see it: requests and answers are checked by the schemas of the calls. */
export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What every call may answer besides its success. */
export const problemAnswers = { '4xx': Problem, '5xx': Problem } as const;

export const bearerSecurity = [{ bearer: [] }];
