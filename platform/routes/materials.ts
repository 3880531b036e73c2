import { z } from 'zod';
import { Sha256 } from '@shared/casework/identifiers';
import { calls } from '@shared/protocol/calls';
import { hasCaseNaming } from '../materials/concerned';
import { findMaterial, statesOf } from '../materials/states';
import type { Platform } from '../platform';
import { sendProblem } from '../problems';
import { getCaller, requireCaller } from './caller';
import { bearerSecurity, problemAnswers, type Server } from './server';

const params = z.strictObject({ sha256: Sha256 });

type Headers = { range?: string | undefined; 'if-range'?: string | string[] | undefined };

/**
 * The part that is asked for: one range from its first byte on. Every other range is answered whole, which RFC 9110 (14.2) allows.
 * `outside`: it begins behind the end.
 */
function partOf({ range, 'if-range': ifRange }: Headers, etag: string, size: number) {
  const [, first, last = ''] = /^bytes=(\d{1,12})-(\d{0,12})$/.exec(range ?? '') ?? [];
  if (first === undefined || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const from = Number(first);
  const to = last === '' ? size - 1 : Math.min(size - 1, Number(last));
  return from > to ? ('outside' as const) : { from, to };
}

function readMaterial(app: Server, platform: Platform): void {
  app.route({
    method: 'GET',
    url: '/v1/materials/:sha256',
    schema: {
      summary: 'Read a file that a case of this office names, whole or a part of it',
      tags: ['materials'],
      security: bearerSecurity,
      produces: ['application/octet-stream'],
      params,
    },
    onRequest: requireCaller(platform),
    handler: async (request, reply) => {
      const { sha256 } = request.params;
      const { divisionCode } = getCaller(request).account;
      if (!(await hasCaseNaming(platform.db, sha256, divisionCode))) return sendProblem(reply, 'notFound');
      const known = await findMaterial(platform.db, sha256);
      if (!known) return sendProblem(reply, 'notFound');
      if (known.state !== 'stored') return sendProblem(reply, known.state);
      const etag = `"${sha256}"`;
      const part = partOf(request.headers, etag, known.size);
      if (part === 'outside') return sendProblem(reply, 'badRequest');
      const found = await platform.uploads.store.get(sha256, part);
      if (!found) return sendProblem(reply, 'notFound');
      const { size, bytes } = found;
      if (part) reply.code(206).header('content-range', `bytes ${part.from}-${part.to}/${size}`);
      return reply
        .type('application/octet-stream')
        .header('content-length', part ? part.to - part.from + 1 : size)
        .header('accept-ranges', 'bytes')
        .header('etag', etag)
        .header('cache-control', 'no-store')
        .send(bytes);
    },
  });
}

function readStates(app: Server, platform: Platform): void {
  const { method, path, request: body, answer } = calls.materialStates;
  app.route({
    method,
    url: path,
    schema: {
      summary: 'Which files are there, and what the virus scanner said',
      tags: ['materials'],
      security: bearerSecurity,
      body,
      response: { 200: answer, ...problemAnswers },
    },
    onRequest: requireCaller(platform),
    handler: async (request, reply) => {
      const states = await statesOf(platform.db, request.body.sha256s);
      return reply.send({ states: [...states].map(([sha256, state]) => ({ sha256, state })) });
    },
  });
}

/** Files of cases: given out to the offices concerned, once they are whole and checked. */
export function materialRoutes(app: Server, platform: Platform): void {
  readMaterial(app, platform);
  readStates(app, platform);
}
