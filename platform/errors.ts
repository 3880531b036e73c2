import type { ConnectionError } from 'fastify';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { problemOf, sendProblem } from './problems';

/** Parts of a path that may be told: indexes, and names up to where a person's own data begins. */
function tellablePath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  const own = parts.findIndex((part) => !/^(\d{1,3}|[a-zA-Z]{1,20})$/.test(part) || part === 'form');
  return (own === -1 ? parts : parts.slice(0, own)).slice(0, 8).join('.');
}

/** PostgreSQL's codes for text that it cannot hold, such as U+0000: a fault of the request. */
const unstorable = new Set(['22021', '22P05']);

/** What a log may say of a failure: kind and place, never the message, which may repeat what was sent. */
export const describeFailure = (error: unknown) => {
  if (!(error instanceof Error)) return { name: typeof error };
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in error ? String(error.code) : undefined;
  return { name: error.name, code, places: places.slice(0, 8) };
};

/** Turns whatever a call threw into a problem. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const at = error.validation.map((issue) => tellablePath(issue.instancePath)).find((path) => path !== '');
    const detail = `The ${error.validationContext ?? 'request'} does not have the shape of this call`;
    return sendProblem(reply, 'badRequest', at === undefined ? `${detail}.` : `${detail}, at ${at}.`);
  }
  if (unstorable.has(error.code)) return sendProblem(reply, 'badRequest');
  const status = error.statusCode ?? 500;
  if (status === 413) return sendProblem(reply, 'tooLarge');
  if (status === 429) return sendProblem(reply, 'tooManyRequests');
  if (status >= 400 && status < 500) return sendProblem(reply, 'badRequest');
  request.log.error({ failure: describeFailure(error) }, 'a call failed');
  return sendProblem(reply, 'internal');
}

/** Answers bytes that are not HTTP. */
export function answerBrokenRequest(_error: ConnectionError, socket: Socket): void {
  if (!socket.writable) return;
  const body = JSON.stringify(problemOf('badRequest'));
  const head = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`);
}
