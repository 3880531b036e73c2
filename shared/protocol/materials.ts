import { z } from 'zod';
import { LocalId } from '../catalogue/field';
import { Id, Sha256 } from '../casework/identifiers';

/**
 * A file travels by tus 1.0.0 (creation, termination, expiration) below `uploadsPath`: POST creates an upload and answers its place,
 * HEAD says how far it has come, PATCH goes on there, DELETE gives it up. The keys of `Upload-Metadata` are these. With the last byte
 * the platform checks size, kind and SHA-256; only then is the file there, and a file whose hash is another is an alarm and not kept.
 * The answer to the last PATCH carries `stateHeader`. A PATCH of no bytes at the end asks once more for what the last one came to.
 */
export const UploadMetadata = z.strictObject({
  sha256: Sha256,
  /** The case whose event names the file, and the entry of its item's materials list. */
  caseId: Id,
  materialId: LocalId,
  /** The item under which the case was received; the platform may not know the case yet. */
  itemCode: z
    .string()
    .regex(/^[A-Z]{2,6}-\d{3}$/)
    .optional(),
  itemVersion: z.coerce.number().int().positive().optional(),
});
export type UploadMetadata = z.infer<typeof UploadMetadata>;

export const uploadsPath = '/v1/uploads';
export const stateHeader = 'material-state';

/**
 * Where a file stands at the platform. `checking`: its bytes are there and the virus scanner has not passed it yet; `infected`: the
 * scanner found something, the file is in quarantine 隔离 and nobody gets it.
 */
export const MaterialState = z.enum(['missing', 'checking', 'stored', 'infected']);
export type MaterialState = z.infer<typeof MaterialState>;

export const MaterialStatesRequest = z.strictObject({ sha256s: z.array(Sha256).min(1).max(200) });
export const MaterialStatesAnswer = z.strictObject({
  states: z.array(z.strictObject({ sha256: Sha256, state: MaterialState })),
});

/**
 * GET /v1/materials/{sha256} returns a file to an account of an office that has a case naming it. `ETag` is the quoted hash; `Range`
 * (one range) with `If-Range` goes on where a download was cut. Whoever asks checks the hash of the whole.
 */
export const materialPath = (sha256: string) => `/v1/materials/${sha256}`;

/** Largest file that the platform takes, in bytes; an item's own limit is never above it. */
export const largestMaterial = 100 * 1024 * 1024;
