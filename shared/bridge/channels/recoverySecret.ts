import { z } from 'zod';

/** 32 random bytes; people see them as 24 words. */
export const RecoverySecret = z.instanceof(Uint8Array).refine((bytes) => bytes.length === 32, 'not 32 bytes');
