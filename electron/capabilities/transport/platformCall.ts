import type { Unreachable } from '@shared/bridge/session';
import { calls, type CallAnswer, type CallName, type CallRequest } from '@shared/protocol/calls';
import { Problem } from '@shared/protocol/problem';
import type { z } from 'zod';

/** The one thing this folder needs of Electron: `fetch` of a network session (system proxy and certificates). */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** `restFor`: so many milliseconds the platform asks to be left alone. */
export type Failure = { kind: 'problem'; problem: Problem; restFor?: number } | Unreachable;
export type CallResult<N extends CallName> = { kind: 'answer'; answer: CallAnswer<N> } | Failure;

export type Wire = {
  fetch: Fetch;
  platformUrl: string;
  timeoutMs: number;
  /** Whoever asked does not want it any more. */
  givenUp?: AbortSignal;
  /** Told the platform's `Date` of each answer, in milliseconds since 1970. */
  onServerTime?: (milliseconds: number) => void;
};

/** What came back before anybody looked inside. */
export type Answered = {
  kind: 'answered';
  status: number;
  headers: Headers;
  contentType: string;
  body: Uint8Array<ArrayBuffer>;
};

/**
 * Sends one HTTP request and reads the whole answer within the time-out. A redirect is never followed: it is a portal
 * that wants a password of its own, and ours must not go there.
 */
export async function exchange(
  wire: Wire,
  path: string,
  init: Omit<RequestInit, 'signal'>,
): Promise<Answered | Unreachable> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), wire.timeoutMs);
  const giveUp = () => deadline.abort();
  wire.givenUp?.addEventListener('abort', giveUp);
  if (wire.givenUp?.aborted) deadline.abort();
  const late = new Promise<never>((_, reject) =>
    deadline.signal.addEventListener('abort', () => reject(new Error('timed out'))),
  );
  const attempt = async (): Promise<Answered> => {
    const url = wire.platformUrl.replace(/\/+$/, '') + path;
    const response = await wire.fetch(url, {
      ...init,
      signal: deadline.signal,
      redirect: 'error',
      credentials: 'omit',
    });
    const time = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(time)) wire.onServerTime?.(time);
    const contentType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
    const body = new Uint8Array(await response.arrayBuffer());
    return { kind: 'answered', status: response.status, headers: response.headers, contentType, body };
  };
  try {
    return await Promise.race([attempt(), late]);
  } catch (error) {
    if (isRedirect(error)) return { kind: 'strangeAnswer', status: 302, contentType: '' };
    return { kind: 'offline' };
  } finally {
    clearTimeout(timer);
    wire.givenUp?.removeEventListener('abort', giveUp);
  }
}

const isRedirect = (error: unknown): boolean =>
  error instanceof Error && (/redirect/i.test(error.message) || isRedirect(error.cause));

const isSuccess = (status: number) => status >= 200 && status < 300;

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Nobody is kept waiting longer, whatever stands in an answer, in milliseconds. */
const longestRest = 5 * 60_000;

/** What `Retry-After` says in seconds; its other form, a date, hangs on clocks and is left alone. */
function restOf(headers: Headers): { restFor: number } | undefined {
  const seconds = Number(headers.get('retry-after'));
  return seconds > 0 ? { restFor: Math.min(seconds * 1000, longestRest) } : undefined;
}

/** Reads an answer: a success by the schema, a failure as a problem, anything else as strange. */
export function readAnswer<T extends z.ZodType>(
  answered: Answered,
  schema: T,
): { kind: 'answer'; answer: z.output<T> } | Failure {
  const { status, contentType, body } = answered;
  const strange = { kind: 'strangeAnswer', status, contentType } as const;
  if (contentType !== 'application/json' && contentType !== 'application/problem+json') return strange;
  const json = parseJson(body);
  if (isSuccess(status)) {
    const parsed = schema.safeParse(json);
    return parsed.success ? { kind: 'answer', answer: parsed.data } : strange;
  }
  const problem = Problem.safeParse(json);
  return problem.success ? { kind: 'problem', problem: problem.data, ...restOf(answered.headers) } : strange;
}

/** A request as the query of its address. */
export const queryOf = (request: Record<string, unknown>) =>
  new URLSearchParams(
    Object.fromEntries(Object.entries(request).map(([name, value]) => [name, String(value)])),
  ).toString();

/** One JSON call of the protocol. Never throws for anything that a network or a server can do. */
export async function callPlatform<N extends CallName>(
  wire: Wire,
  name: N,
  request: CallRequest<N>,
  accessToken?: string,
): Promise<CallResult<N>> {
  const call = calls[name];
  const content: Record<string, unknown> = call.request.parse(request);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (accessToken !== undefined) headers['authorization'] = `Bearer ${accessToken}`;
  const init: RequestInit = { method: call.method, headers };
  let { path }: { path: string } = call;
  if (call.method === 'POST') {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(content);
  } else if (Object.keys(content).length > 0) path += `?${queryOf(content)}`;
  const answered = await exchange(wire, path, init);
  if (answered.kind !== 'answered') return answered;
  // The answer was parsed by the schema that stands beside this name.
  return readAnswer(answered, call.answer) as CallResult<N>;
}
