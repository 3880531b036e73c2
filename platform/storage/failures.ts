/** PostgreSQL's code of a failure; empty where it is another one. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/**
 * Codes after which the same transaction may simply be tried again: a unique row that appeared, a serialization failure, a deadlock, a
 * prepared statement from before a change of the schema.
 */
export const passing: ReadonlySet<string> = new Set(['23505', '40001', '40P01', '0A000']);

/** Whether a failure is PostgreSQL's refusal of a statement or of the commit itself: then nothing of the transaction is kept. */
export const isUndone = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'severity' in error && error.severity === 'ERROR';
