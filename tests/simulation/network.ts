import type { Fetch } from '../../electron/capabilities/transport/platformCall';
import type { Server } from '../../platform/routes/server';

/** The line between one office and the platform, as an office knows it. */
export type Line = {
  /**
   * `cut`: nothing gets through. `loseAnswers`: a push arrives and its answer does not come back. `portal`: something else
   * answers with a page.
   */
  state: 'up' | 'cut' | 'loseAnswers' | 'portal';
  /** Every push is delivered this many times. */
  deliveries: number;
  pushes: number;
};

export const newLine = (state: Line['state'] = 'up'): Line => ({ state, deliveries: 1, pushes: 0 });

/** HTTP to a platform in this process, through a line. */
export function fetchOver(line: Line, server: () => Server): Fetch {
  return async (url, init) => {
    if (line.state === 'cut') throw new TypeError('cut');
    if (line.state === 'portal')
      return new Response('<html>请登录</html>', { headers: { 'content-type': 'text/html' } });
    const { pathname, search } = new URL(url);
    const isPush = pathname.endsWith('/push');
    if (isPush) line.pushes += 1;
    const { body: given } = init;
    const send = () =>
      server().inject({
        method: (init.method ?? 'GET') as 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE',
        url: pathname + search,
        headers: init.headers as Record<string, string>,
        ...(given === undefined || given === null
          ? {}
          : { payload: typeof given === 'string' ? given : Buffer.from(given as Uint8Array) }),
      });
    for (let extra = 1; isPush && extra < line.deliveries; extra += 1) await send();
    const answer = await send();
    // The line may have been cut while the platform was at work.
    if (isPush && line.state === 'loseAnswers') throw new TypeError('lost');
    const headers = Object.entries(answer.headers).map(
      ([name, value]) => [name, String(value)] as [string, string],
    );
    const body = answer.statusCode === 204 ? null : new Uint8Array(answer.rawPayload);
    return new Response(body, { status: answer.statusCode, headers });
  };
}
