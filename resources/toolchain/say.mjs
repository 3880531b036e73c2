/** One step of the set-up or build, in English and Chinese: what is being done, and why. */
export function say(english, chinese) {
  console.log(`[longjiang] ${english}\n            ${chinese}`);
}

/** A failure that a person can act on. It is shown without a stack trace. */
export class Stop extends Error {
  constructor(english, chinese) {
    super(`${english}\n            ${chinese}`);
    this.name = 'Stop';
  }
}

/** Runs an entry point; a `Stop` is printed as a sentence, anything else is a bug and keeps its stack. */
export async function runEntry(entry) {
  try {
    process.exitCode = (await entry()) ?? 0;
  } catch (error) {
    console.error(error instanceof Stop ? `[longjiang] ${error.message}` : error);
    process.exitCode = 1;
  }
}
