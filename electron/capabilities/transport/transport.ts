import { MaterialStored } from '@shared/protocol/materials';
import type { CallName, CallRequest } from '@shared/protocol/calls';
import { firstSyncPath, type FirstSyncRequest } from '@shared/protocol/firstSync';
import type { AccessToken } from '@shared/protocol/signIn';
import { createAccessTokens, type Credential } from './accessToken';
import {
  callPlatform,
  exchange,
  queryOf,
  readAnswer,
  type CallResult,
  type Failure,
  type Fetch,
  type Wire,
} from './platformCall';

/** Calls on behalf of one signed-in account. */
export type SignedInTransport = {
  call: <N extends CallName>(name: N, request: CallRequest<N>) => Promise<CallResult<N>>;
  /** PUT of a material's bytes. */
  upload: (sha256: string, bytes: Uint8Array) => Promise<{ kind: 'stored' } | Failure>;
  /** GET of a page of the first sync; the caller takes it apart. */
  firstSync: (
    request: FirstSyncRequest,
  ) => Promise<{ kind: 'page'; bytes: Uint8Array<ArrayBuffer> } | Failure>;
  /** GET of a material's bytes; the caller checks the hash. */
  download: (sha256: string) => Promise<{ kind: 'file'; bytes: Uint8Array } | Failure>;
};

/** Everything this application says to the outside. */
export type Transport = {
  /** A call that needs no account. */
  call: <N extends CallName>(platformUrl: string, name: N, request: CallRequest<N>) => Promise<CallResult<N>>;
  signedIn: (platformUrl: string, credential: Credential, given?: AccessToken) => SignedInTransport;
};

const callTimeout = 15_000;
/** A scan of 50 MB over a township's 2 Mbit/s line. */
const materialTimeout = 240_000;

/** `timeoutMs` is for tests that will not wait. */
export function createTransport(fetch: Fetch, timeoutMs = callTimeout): Transport {
  /** How far the platform's clock is ahead of ours, in milliseconds. */
  let ahead = 0;
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
    const answered = await exchange(wireTo(platformUrl, materialTimeout), path, init);
    if (answered.kind !== 'answered') return answered;
    const { status, contentType, body } = answered;
    if (status === 200 && contentType === 'application/octet-stream')
      return { kind: 'bytes' as const, bytes: body };
    const read = readAnswer(answered, MaterialStored);
    return read.kind === 'answer' ? { kind: 'strangeAnswer' as const, status, contentType } : read;
  }
  const clock = () => new Date(Date.now() + ahead);

  return {
    call: (platformUrl, name, request) => callPlatform(wireTo(platformUrl), name, request),
    signedIn(platformUrl, credential, given) {
      const tokens = createAccessTokens(() => wireTo(platformUrl), credential, clock, given);
      const materialPath = (sha256: string) => `/v1/materials/${sha256}`;

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
        call: (name, request) =>
          authorised((token) => callPlatform(wireTo(platformUrl), name, request, token)),
        upload: (sha256, bytes) =>
          authorised<{ kind: 'stored' }>(async (token) => {
            const headers = {
              accept: 'application/json',
              authorization: `Bearer ${token}`,
              'content-type': 'application/octet-stream',
            };
            // A copy with a buffer of its own: `BodyInit` takes no view of shared memory.
            const init = { method: 'PUT', headers, body: new Uint8Array(bytes) };
            const answered = await exchange(wireTo(platformUrl, materialTimeout), materialPath(sha256), init);
            if (answered.kind !== 'answered') return answered;
            const read = readAnswer(answered, MaterialStored);
            return read.kind === 'answer' ? { kind: 'stored' } : read;
          }),
        firstSync: ({ stream, after, at }) =>
          authorised<{ kind: 'page'; bytes: Uint8Array<ArrayBuffer> }>(async (token) => {
            const query = queryOf({ stream, after, ...(at === undefined ? {} : { at }) });
            const got = await getBytes(platformUrl, token, `${firstSyncPath}?${query}`);
            return got.kind === 'bytes' ? { ...got, kind: 'page' } : got;
          }),
        download: (sha256) =>
          authorised<{ kind: 'file'; bytes: Uint8Array }>(async (token) => {
            const got = await getBytes(platformUrl, token, materialPath(sha256));
            return got.kind === 'bytes' ? { ...got, kind: 'file' } : got;
          }),
      };
    },
  };
}

const isUnauthorised = (result: { kind: string } | Failure): boolean =>
  'problem' in result && result.problem.code === 'unauthorised';
