/**
 * Writes a bug to the console: where it happened and what kind it was. The message is left out, because messages of
 * parsers and drivers quote what they were given.
 */
export function reportFault(channel: string, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : '';
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((l) => /^\s+at /.test(l)) : [];
  console.error(`fault in ${channel}: ${name}${code}\n${frames.slice(0, 6).join('\n')}`);
}
