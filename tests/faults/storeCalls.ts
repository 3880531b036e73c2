import type { Page } from '@playwright/test';
import type { Performed, StoreApi } from '../../renderer/store/storeApi';

/** The calls of the store that the driver makes: all of them give and take plain data. */
type Called = Pick<
  StoreApi,
  | 'receive'
  | 'perform'
  | 'readCase'
  | 'worklist'
  | 'search'
  | 'syncNow'
  | 'syncStatus'
  | 'saveDraft'
  | 'listDrafts'
>;

/** What the worker answers to a call in Comlink's form. */
type Answer = { id?: string; type: string; name?: string; value?: unknown };

/**
 * Asks the application's own store worker what the page asks it, in the same messages (Comlink's), from outside by the
 * DevTools port. What comes back is the answer that the screen would show.
 */
export async function callStore<Name extends keyof Called>(
  page: Page,
  name: Name,
  ...args: Parameters<Called[Name]>
): Promise<Awaited<ReturnType<Called[Name]>>> {
  const worker = page.workers()[0] ?? (await page.waitForEvent('worker', { timeout: 20_000 }));
  const answer = await worker.evaluate(
    ([method, values]) =>
      new Promise<Answer>((resolve) => {
        const id = `driver-${crypto.randomUUID()}`;
        type Scope = {
          postMessage: (message: Answer, ...rest: unknown[]) => void;
          driven?: Map<string, (answer: Answer) => void>;
        };
        const scope = globalThis as unknown as Scope;
        const waiting = (scope.driven ??= new Map());
        if (waiting.size === 0 && !Object.hasOwn(scope.postMessage, 'driven')) {
          const { postMessage } = scope;
          scope.postMessage = Object.assign(
            (message: Answer, ...rest: unknown[]) => {
              const waits = message.id === undefined ? undefined : waiting.get(message.id);
              if (waits === undefined || message.id === undefined)
                return postMessage.call(scope, message, ...rest);
              waiting.delete(message.id);
              waits(message);
            },
            { driven: true },
          );
        }
        waiting.set(id, resolve);
        const argumentList = values.map((value) => ({ type: 'RAW', value }));
        const data = { id, type: 'APPLY', path: [method], argumentList };
        globalThis.dispatchEvent(new MessageEvent('message', { data }));
      }),
    [name, args as readonly unknown[]] as const,
  );
  if (answer.type === 'RAW') return answer.value as Awaited<ReturnType<Called[Name]>>;
  throw new Error(`${name} failed in the store: ${JSON.stringify(answer)}`);
}

/** What a command that the driver knows to be allowed may answer. */
export const isSaved = (performed: Performed): performed is Extract<Performed, { kind: 'saved' }> => {
  if (performed.kind === 'refused') throw new Error(`refused: ${JSON.stringify(performed.refusal)}`);
  return performed.kind === 'saved';
};
