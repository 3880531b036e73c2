import type { PullRequest } from '@shared/protocol/pull';
import type { WorkingStore } from '../store/workingStore';

type Asked = { key: string; answer: ReturnType<typeof send> };
const ahead = new WeakMap<WorkingStore, Map<string, Asked>>();

const send = (store: WorkingStore, request: PullRequest) =>
  store.port.call('platform.call', { name: 'pull', request });

/** An answer is used only for the very question it was asked for, in the epoch in which it was asked. */
const keyOf = (store: WorkingStore, { after, limit }: PullRequest) =>
  `${store.marks.epoch ?? ''} ${after} ${limit}`;

/** Asks for the page that will be needed next; a failure counts only when it is needed. */
export function sendAhead(store: WorkingStore, request: PullRequest): void {
  const answer = send(store, request);
  answer.catch(() => undefined);
  const asked = ahead.get(store) ?? new Map<string, Asked>();
  ahead.set(store, asked.set(request.stream, { key: keyOf(store, request), answer }));
}

/** The page that was asked for ahead, or else asked for now. Each is handed out once. */
export function askAhead(store: WorkingStore, request: PullRequest): ReturnType<typeof send> {
  const asked = ahead.get(store)?.get(request.stream);
  ahead.get(store)?.delete(request.stream);
  return asked?.key === keyOf(store, request) ? asked.answer : send(store, request);
}
