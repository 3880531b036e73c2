import { Buffer } from 'node:buffer';
import type { Door } from './device';

/** The way to a platform in another process. `address` is asked for each request anew. For tests only. */
export const overHttp = (address: () => string): Door => ({
  async inject({ method, url, headers = {}, payload }) {
    const body =
      payload === undefined || Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload));
    const answer = await fetch(address() + url, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
    const rawPayload = Buffer.from(await answer.arrayBuffer());
    const text = rawPayload.toString('utf8');
    return {
      statusCode: answer.status,
      headers: Object.fromEntries(answer.headers),
      payload: text,
      rawPayload,
      json: <T>() => JSON.parse(text) as T,
    };
  },
});
