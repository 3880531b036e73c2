import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { calls } from '@shared/protocol/calls';
import { ferryPath, largestBundle } from '@shared/protocol/ferry';
import { takeBundle } from '../ferry/takeBundle';
import type { Platform } from '../platform';
import { sendProblem } from '../problems';
import { getCaller, requireCaller, type Caller } from './caller';
import { bearerSecurity, problemAnswers, type Server } from './server';

class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** Lets so many bytes through and fails behind them. */
function atMost(bytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      seen += piece.length;
      if (seen > bytes) done(new TooLarge());
      else done(null, piece);
    },
  });
}

/** Keys for bundles: a device names its own and gets the platform's. */
function keysRoute(app: Server, platform: Platform): void {
  const { method, path, request: body, answer } = calls.ferryKeys;
  app.route({
    method,
    url: path,
    schema: {
      summary: 'Exchange keys for ferry bundles',
      tags: ['ferry'],
      security: bearerSecurity,
      body,
      response: { 200: answer, ...problemAnswers },
    },
    onRequest: requireCaller(platform),
    handler: async (request, reply) => {
      await platform.db
        .updateTable('devices')
        .set({ ferry_recipient: request.body.recipient })
        .where('device_id', '=', getCaller(request).deviceId)
        .execute();
      const { recipient, publicKey } = platform.ferry;
      return reply.send({ recipient, publicKey });
    },
  });
}

async function takeArriving(platform: Platform, body: Readable, path: string, { account }: Caller) {
  try {
    await pipeline(body, atMost(largestBundle), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    if (error instanceof TooLarge) return { kind: 'problem' as const, code: 'tooLarge' as const };
    throw error;
  }
  return takeBundle(platform, path, account.accountId);
}

/**
 * Takes a bundle that somebody carried. It proves for itself whose it is, and the answer is sealed to its device, so that any account
 * that is signed in may bring it.
 */
function bundleRoute(app: Server, platform: Platform): void {
  app.route({
    method: 'POST',
    url: ferryPath,
    bodyLimit: largestBundle,
    schema: {
      summary: 'Take a ferry bundle in; answers with the bundle that goes back',
      tags: ['ferry'],
      security: bearerSecurity,
      consumes: ['application/octet-stream'],
      produces: ['application/octet-stream'],
    },
    onRequest: requireCaller(platform),
    handler: async (request, reply) => {
      if (!(request.body instanceof Readable)) return sendProblem(reply, 'badRequest');
      const arriving = join(platform.ferryFolder, `${randomUUID()}.arriving`);
      const taken = await takeArriving(platform, request.body, arriving, getCaller(request)).finally(() =>
        rm(arriving, { force: true }),
      );
      if (taken.kind === 'problem')
        return sendProblem(
          taken.code === 'tooLarge' ? reply.header('connection', 'close') : reply,
          taken.code,
        );
      const { path } = taken.answer;
      const { size } = await stat(path);
      const bytes = createReadStream(path);
      bytes.once('close', () => void rm(path, { force: true }));
      return reply
        .type('application/octet-stream')
        .header('content-length', size)
        .header('cache-control', 'no-store')
        .send(bytes);
    },
  });
}

/** 离线摆渡: bundles of offices without a network, carried by whoever has one. */
export async function ferryRoutes(parent: Server, platform: Platform): Promise<void> {
  keysRoute(parent, platform);
  await parent.register((plugin, _options, done) => {
    const app = plugin as Server;
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/octet-stream', (_request, payload, parsed) =>
      parsed(null, payload),
    );
    bundleRoute(app, platform);
    done();
  });
}
