import { randomBytes } from 'node:crypto';
import { Metadata } from '@tus/utils';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NodeRequest } from 'srvx/node';
import { z } from 'zod';
import type { MaterialRequirement } from '@shared/catalogue/serviceItem';
import { largestMaterial, stateHeader, UploadMetadata, uploadsPath } from '@shared/protocol/materials';
import { isConcerned } from '../materials/concerned';
import { statesOf } from '../materials/states';
import { takeIn, type OpenUpload } from '../materials/takeIn';
import type { Platform } from '../platform';
import { sendProblem, type ProblemCode } from '../problems';
import { getCaller, requireCaller } from './caller';
import { bearerSecurity, type Server } from './server';

const uploadUrl = `${uploadsPath}/:uploadId`;
const params = z.strictObject({ uploadId: z.string().regex(/^[0-9a-f]{32}$/) });
const length = z.coerce.number().int().positive();
/** Uploads that one device may have begun and not finished. */
const openAtOnce = 200;

/** What the client says of the file that it is about to send; undefined where it is not readable. */
function readMetadata(header: unknown): UploadMetadata | undefined {
  if (typeof header !== 'string') return undefined;
  try {
    return UploadMetadata.parse(Metadata.parse(header));
  } catch {
    return undefined;
  }
}

/** Hands a request over to the protocol. Its answers that are no success become problems. */
async function handOver(platform: Platform, request: FastifyRequest, reply: FastifyReply, uploadId: string) {
  const answer = await platform.uploads.arrivals.answer(
    new NodeRequest({ req: request.raw, res: reply.raw }),
    uploadId,
  );
  if (answer.status >= 400) return { problem: problemFor(answer.status), status: answer.status };
  for (const [name, value] of answer.headers)
    if (!name.startsWith('access-control') && name !== 'content-length' && name !== 'content-type')
      reply.header(name, value);
  reply.code(answer.status);
  return { offset: Number(answer.headers.get('upload-offset') ?? Number.NaN) };
}

function problemFor(status: number): ProblemCode {
  if (status === 404 || status === 410) return 'notFound';
  if (status === 413) return 'tooLarge';
  return status >= 500 ? 'internal' : 'badRequest';
}

/** Answers with a problem while bytes may still be on their way: the line is not used again. */
const refuse = (reply: FastifyReply, code: ProblemCode, detail?: string) =>
  sendProblem(reply.header('connection', 'close'), code, detail);

const findUpload = (platform: Platform, uploadId: string): Promise<OpenUpload | undefined> =>
  platform.db
    .selectFrom('uploads')
    .select(['upload_id', 'sha256', 'size', 'device_id', 'file_kinds'])
    .where('upload_id', '=', uploadId)
    .executeTakeFirst();

/** The upload that a request names, where it is this device's own. */
async function ownUpload(platform: Platform, request: FastifyRequest, uploadId: string) {
  const upload = await findUpload(platform, uploadId);
  return upload?.device_id === getCaller(request).deviceId ? upload : undefined;
}

type Found = { kind: 'found'; requirement: MaterialRequirement } | { kind: 'problem'; code: ProblemCode };

/** What the item takes for this material: by the case where it is known, and then only for an office concerned. */
async function findRequirement(
  { db, catalogue }: Platform,
  { caseId, materialId, itemCode, itemVersion }: UploadMetadata,
  divisionCode: string,
): Promise<Found> {
  const known = await db
    .selectFrom('cases')
    .select(['origin_division', 'item_code', 'item_version'])
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  if (known && !(await isConcerned(db, { caseId, origin: known.origin_division }, divisionCode)))
    return { kind: 'problem', code: 'forbidden' };
  const [code, version] = known ? [known.item_code, known.item_version] : [itemCode, itemVersion];
  const item =
    code === undefined || version === undefined ? undefined : await catalogue.find(db, code, version);
  const requirement = item?.materials.find(({ id }) => id === materialId);
  return requirement ? { kind: 'found', requirement } : { kind: 'problem', code: 'notFound' };
}

const limitOf = (requirement: MaterialRequirement) =>
  Math.min(largestMaterial, Math.floor(requirement.maxMegabytes * 1024 * 1024));

function createUpload(app: Server, platform: Platform): void {
  app.route({
    method: 'POST',
    url: uploadsPath,
    schema: {
      summary: 'Begin the upload of a file (tus creation)',
      tags: ['materials'],
      security: bearerSecurity,
    },
    onRequest: requireCaller(platform),
    handler: async (request, reply) => {
      const metadata = readMetadata(request.headers['upload-metadata']);
      const size = length.safeParse(request.headers['upload-length']);
      if (!metadata || !size.success || request.headers['content-type'] !== undefined)
        return refuse(reply, 'badRequest');
      const { sha256 } = metadata;
      const { account, deviceId } = getCaller(request);
      const found = await findRequirement(platform, metadata, account.divisionCode);
      if (found.kind === 'problem') return refuse(reply, found.code);
      const { requirement } = found;
      if (size.data > limitOf(requirement)) return refuse(reply, 'tooLarge');
      if ((await statesOf(platform.db, [sha256])).get(sha256) === 'infected')
        return refuse(reply, 'infected');
      const { begun } = await platform.db
        .selectFrom('uploads')
        .select(({ fn }) => fn.countAll<number>().as('begun'))
        .where('device_id', '=', deviceId)
        .executeTakeFirstOrThrow();
      if (begun >= openAtOnce) return refuse(reply, 'tooManyRequests');
      const uploadId = randomBytes(16).toString('hex');
      await platform.db
        .insertInto('uploads')
        .values({
          upload_id: uploadId,
          sha256,
          size: size.data,
          device_id: deviceId,
          file_kinds: requirement.fileKinds.join(','),
          created_at: platform.now(),
        })
        .execute();
      const created = await handOver(platform, request, reply, uploadId);
      if (!('problem' in created)) return reply.send();
      await platform.db.deleteFrom('uploads').where('upload_id', '=', uploadId).execute();
      return refuse(reply, created.problem);
    },
  });
}

function askUpload(app: Server, platform: Platform): void {
  app.route({
    method: 'HEAD',
    url: uploadUrl,
    config: { swagger: { exposeHeadRoute: true } },
    schema: {
      summary: 'How far an upload has come',
      tags: ['materials'],
      security: bearerSecurity,
      params,
    },
    onRequest: requireCaller(platform),
    handler: async (request, reply) => {
      const upload = await ownUpload(platform, request, request.params.uploadId);
      if (!upload) return sendProblem(reply, 'notFound');
      const asked = await handOver(platform, request, reply, upload.upload_id);
      return 'problem' in asked ? sendProblem(reply, asked.problem) : reply.send();
    },
  });
}

function continueUpload(app: Server, platform: Platform): void {
  app.route({
    method: 'PATCH',
    url: uploadUrl,
    bodyLimit: largestMaterial,
    schema: {
      summary: 'Send more of a file; with its last byte it is taken in',
      tags: ['materials'],
      security: bearerSecurity,
      consumes: ['application/offset+octet-stream'],
      params,
    },
    onRequest: requireCaller(platform),
    handler: async (request, reply) => {
      const upload = await ownUpload(platform, request, request.params.uploadId);
      if (!upload) return refuse(reply, 'notFound');
      const sent = await handOver(platform, request, reply, upload.upload_id);
      if ('problem' in sent) return refuse(reply, sent.problem);
      if (sent.offset !== upload.size) return reply.send();
      const lease = platform.uploads.arrivals.locker.newLock(upload.upload_id);
      await lease.lock(new AbortController().signal, () => undefined);
      try {
        const taken = await takeIn(platform.uploads, upload);
        if (taken.kind === 'refused') {
          request.log.warn({ code: taken.code }, 'a file was not taken in');
          return await sendProblem(reply, taken.code);
        }
        return await reply.header(stateHeader, taken.state).send();
      } finally {
        await lease.unlock();
      }
    },
  });
}

function endUpload(app: Server, platform: Platform): void {
  app.route({
    method: 'DELETE',
    url: uploadUrl,
    schema: { summary: 'Give an upload up', tags: ['materials'], security: bearerSecurity, params },
    onRequest: requireCaller(platform),
    handler: async (request, reply) => {
      const upload = await ownUpload(platform, request, request.params.uploadId);
      if (!upload) return sendProblem(reply, 'notFound');
      const ended = await handOver(platform, request, reply, upload.upload_id);
      if ('problem' in ended) return sendProblem(reply, ended.problem);
      await platform.db.deleteFrom('uploads').where('upload_id', '=', upload.upload_id).execute();
      return reply.send();
    },
  });
}

/** Files on their way to the platform: tus, with the same callers as everything else, limits and kinds by the catalogue. */
export async function uploadRoutes(parent: Server, platform: Platform): Promise<void> {
  await parent.register((plugin, _options, done) => {
    const app = plugin as Server;
    app.removeAllContentTypeParsers();
    // The protocol reads the stream itself.
    app.addContentTypeParser('application/offset+octet-stream', (_request, payload, parsed) =>
      parsed(null, payload),
    );
    createUpload(app, platform);
    askUpload(app, platform);
    continueUpload(app, platform);
    endUpload(app, platform);
    done();
  });
}
