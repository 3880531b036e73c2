import { Problem } from '@shared/protocol/problem';
import type { CallName, CallRequest } from '@shared/protocol/calls';
import { firstSyncPath, type FirstSyncRequest } from '@shared/protocol/firstSync';
import type { AccessToken } from '@shared/protocol/signIn';
import type { StreamMessage } from '@shared/protocol/stream';
import { readEventStream, type StreamEnd } from './eventStream';
import { createAccessTokens, type Credential } from './accessToken';
import { carryFile, type Carried } from './carryFile';
import {
  callPlatform,
  exchange,
  queryOf,
  readAnswer,
  type Answered,
  type CallResult,
  type Failure,
  type Fetch,
  type Wire,
} from './platformCall';

/** Calls on behalf of one signed-in account. */
export type SignedInTransport = {
  call: <N extends CallName>(name: N, request: CallRequest<N>) => Promise<CallResult<N>>;
  /** GET of a page of the first sync; the caller takes it apart. */
  firstSync: (
    request: FirstSyncRequest,
  ) => Promise<{ kind: 'page'; bytes: Uint8Array<ArrayBuffer> } | Failure>;
  /** POST of a ferry bundle; the one that goes back is written to `to`. */
  carry: (from: string, to: string) => Promise<Carried>;
  /**
   * A request that is no JSON call: a piece of a material on its way. `answered` is any success; a failure is a problem, or a strange
   * answer.
   */
  exchange: (path: string, request: PieceRequest) => Promise<Answered | Failure>;
  /** The live stream, until it ends or `signal` ends it. */
  stream: (onMessage: (message: StreamMessage) => void, signal: AbortSignal) => Promise<StreamEnd>;
  /** How far the platform's clock is ahead of this PC's, in milliseconds; undefined before the first answer. */
  clockAhead: () => number | undefined;
};

/** What is sent besides the token. A body is at most one piece of a file. */
export type PieceRequest = {
  method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
  /** Gives it up; the answer is `offline` then. */
  signal?: AbortSignal;
};

/** Everything this application says to the outside. */
export type Transport = {
  /** A call that needs no account. */
  call: <N extends CallName>(platformUrl: string, name: N, request: CallRequest<N>) => Promise<CallResult<N>>;
  signedIn: (platformUrl: string, credential: Credential, given?: AccessToken) => SignedInTransport;
};

const callTimeout = 15_000;
/** A piece of 1 MB over a line of 64 kbit/s. */
const pieceTimeout = 150_000;

/** A ferry bundle of 256 MB over a county's line, and what the platform has to do with it. */
const ferryTimeout = 15 * 60_000;

/** `timeoutMs` is for tests that will not wait. */
export function createTransport(fetch: Fetch, timeoutMs = callTimeout): Transport {
  /** How far the platform's clock is ahead of ours, in milliseconds. */
  let ahead: number | undefined;
  const wireTo = (platformUrl: string, timeout = timeoutMs): Wire => ({
    fetch,
    platformUrl,
    timeoutMs: timeout,
    onServerTime: (milliseconds) => {
      ahead = milliseconds - Date.now();
    },
  });
  /** GET of bytes that are handed on as they came. */
  async function getBytes(platformUrl: string, token: string, path: string) {
    const init = { method: 'GET', headers: { authorization: `Bearer ${token}` } };
    const answered = await exchange(wireTo(platformUrl, pieceTimeout), path, init);
    if (answered.kind !== 'answered') return answered;
    const { status, contentType, body } = answered;
    if (status === 200 && contentType === 'application/octet-stream')
      return { kind: 'bytes' as const, bytes: body };
    const read = readAnswer(answered, Problem);
    return read.kind === 'answer' ? { kind: 'strangeAnswer' as const, status, contentType } : read;
  }
  const clock = () => new Date(Date.now() + (ahead ?? 0));

  return {
    call: (platformUrl, name, request) => callPlatform(wireTo(platformUrl), name, request),
    signedIn(platformUrl, credential, given) {
      const tokens = createAccessTokens(() => wireTo(platformUrl), credential, clock, given);

      /** Runs a request with a token, and once more with a new one where the platform no longer takes the old. */
      async function authorised<T extends { kind: string }>(
        send: (token: string) => Promise<T | Failure>,
      ): Promise<T | Failure> {
        const first = await tokens.current();
        if (first.kind !== 'token') return first;
        const result = await send(first.token);
        if (!isUnauthorised(result)) return result;
        tokens.forget(first.token);
        const second = await tokens.current();
        return second.kind === 'token' ? send(second.token) : second;
      }

      return {
        clockAhead: () => ahead,
        stream: (onMessage, signal) =>
          authorised<Exclude<StreamEnd, Failure>>((token) =>
            readEventStream(wireTo(platformUrl), { token, onMessage, signal }),
          ),
        call: (name, request) =>
          authorised((token) => callPlatform(wireTo(platformUrl), name, request, token)),
        carry: (from, to) =>
          authorised<Carried>((token) => carryFile(wireTo(platformUrl, ferryTimeout), token, from, to)),
        firstSync: ({ stream, after, at }) =>
          authorised<{ kind: 'page'; bytes: Uint8Array<ArrayBuffer> }>(async (token) => {
            const query = queryOf({ stream, after, ...(at === undefined ? {} : { at }) });
            const got = await getBytes(platformUrl, token, `${firstSyncPath}?${query}`);
            return got.kind === 'bytes' ? { ...got, kind: 'page' } : got;
          }),
        exchange: (path, { method, headers, body, signal }) =>
          authorised<Answered>(async (token) => {
            const wire = { ...wireTo(platformUrl, pieceTimeout), ...(signal && { givenUp: signal }) };
            const answered = await exchange(wire, path, {
              method,
              headers: { accept: 'application/json', ...headers, authorization: `Bearer ${token}` },
              ...(body && { body }),
            });
            if (answered.kind !== 'answered' || answered.status < 400) return answered;
            // An answer to HEAD has no body to say more in.
            if (method === 'HEAD' && answered.status === 401) return problemOf('unauthorised');
            if (method === 'HEAD' && answered.status === 404) return problemOf('notFound');
            const read = readAnswer(answered, Problem);
            return read.kind === 'answer' ? strange(answered) : read;
          }),
      };
    },
  };
}

const strange = ({ status, contentType }: Answered): Failure => ({
  kind: 'strangeAnswer',
  status,
  contentType,
});
const problemOf = (code: Problem['code']): Failure => ({ kind: 'problem', problem: { code, detail: '' } });

const isUnauthorised = (result: { kind: string } | Failure): boolean =>
  'problem' in result && result.problem.code === 'unauthorised';
