/** Where a tool writes its lines. */
export type Print = (line: string) => void;

/** A command-line tool: answers its exit code. */
export type Tool = (args: readonly string[], print: Print) => number;

/** One that has to wait for something. */
export type AsyncTool = (args: readonly string[], print: Print) => Promise<number>;

/** A wrong way of calling a tool: said in a sentence, exit code 2. */
export class UsageError extends Error {}

const isCallers = (error: unknown): error is Error =>
  error instanceof UsageError ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

/** Runs a tool for a person at a terminal; what its caller did wrong is said and not traced. */
export async function runTool(tool: Tool | AsyncTool): Promise<void> {
  // Who reads through `head` closes the pipe early.
  process.stdout.on('error', () => process.exit());
  try {
    process.exitCode = await tool(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    if (!isCallers(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
