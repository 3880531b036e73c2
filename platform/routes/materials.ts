import { Readable } from 'node:stream';
import { z } from 'zod';
import { Sha256 } from '@shared/casework/identifiers';
import { largestMaterial, MaterialStored } from '@shared/protocol/materials';
import { hasCaseNaming } from '../materials/concerned';
import type { Platform } from '../platform';
import { sendProblem } from '../problems';
import { getCaller, requireCaller } from './caller';
import { bearerSecurity, problemAnswers, type Server } from './server';

const url = '/v1/materials/:sha256';
const params = z.strictObject({ sha256: Sha256 });

function putMaterial(app: Server, platform: Platform): void {
  app.route({
    method: 'PUT',
    url,
    bodyLimit: largestMaterial,
    schema: {
      summary: 'Store a file under its hash',
      tags: ['materials'],
      security: bearerSecurity,
      consumes: ['application/octet-stream'],
      params,
      response: { 200: MaterialStored, ...problemAnswers },
    },
    onRequest: requireCaller(platform),
    handler: async (request, reply) => {
      if (!(request.body instanceof Readable)) return sendProblem(reply, 'badRequest');
      if (Number(request.headers['content-length'] ?? 0) > largestMaterial)
        return sendProblem(reply.header('connection', 'close'), 'tooLarge');
      const { sha256 } = request.params;
      const stored = await platform.materials.put(sha256, request.body);
      switch (stored.kind) {
        case 'tooLarge':
          return sendProblem(reply.header('connection', 'close'), 'tooLarge');
        case 'hashMismatch':
          return sendProblem(reply, 'hashMismatch');
        case 'empty':
          return sendProblem(reply, 'badRequest', 'The file is empty.');
        case 'stored':
      }
      await platform.db
        .insertInto('materials')
        .values({ sha256, size: stored.size, stored_at: platform.now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return reply.send({ sha256, size: stored.size });
    },
  });
}

function getMaterial(app: Server, platform: Platform): void {
  app.route({
    method: 'GET',
    url,
    schema: {
      summary: 'Read a file that a case of this office names',
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
      const found = await platform.materials.get(sha256);
      if (!found) return sendProblem(reply, 'notFound');
      return reply
        .type('application/octet-stream')
        .header('content-length', found.size)
        .header('cache-control', 'no-store')
        .send(found.bytes);
    },
  });
}

/** Files of cases: stored once under their hash, read only by the offices concerned. */
export async function materialRoutes(parent: Server, platform: Platform): Promise<void> {
  await parent.register((plugin, _options, done) => {
    const app = plugin as Server;
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/octet-stream', (_request, payload, parsed) =>
      parsed(null, payload),
    );
    putMaterial(app, platform);
    getMaterial(app, platform);
    done();
  });
}
