/** Lets a worker run the one phase it is sent, and answer with its result or with what went wrong. */
export function answerPhase<P>(run: (phase: P) => Promise<unknown>): void {
  globalThis.addEventListener('message', (message: MessageEvent<P>) => {
    run(message.data).then(
      (result) => globalThis.postMessage({ result }),
      (error: unknown) =>
        globalThis.postMessage({ error: error instanceof Error ? error.stack : String(error) }),
    );
  });
}
