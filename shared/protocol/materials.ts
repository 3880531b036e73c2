import { z } from 'zod';
import { Sha256 } from '../casework/identifiers';

/**
 * PUT /v1/materials/{sha256} with the file's bytes (application/octet-stream) stores a file once; GET of the same path
 * returns it to an account of an office that has a case naming it. The hash is checked on both ways.
 */
export const MaterialStored = z.strictObject({ sha256: Sha256, size: z.number().int().positive() });
export type MaterialStored = z.infer<typeof MaterialStored>;

/** Largest file that the platform takes, in bytes. */
export const largestMaterial = 50 * 1024 * 1024;
