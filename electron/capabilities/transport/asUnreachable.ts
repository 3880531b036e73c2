import type { Unreachable } from '@shared/bridge/session';
import type { Failure } from './platformCall';

/** A problem that a caller has no use for says only that this platform cannot be worked with now. */
export const asUnreachable = (failure: Failure): Unreachable =>
  failure.kind === 'problem'
    ? { kind: 'strangeAnswer', status: 500, contentType: 'application/problem+json' }
    : failure;
