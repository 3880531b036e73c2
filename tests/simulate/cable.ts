import type { Fetch } from '../../electron/capabilities/transport/platformCall';
import type { Chance } from './chance';

/** How the line of one device is at the moment. */
export type CableState = 'good' | 'flaky' | 'cut' | 'portal';

/** What a request meets. `hold`: it hangs until somebody lets it go, delivered late or dropped. */
const mishaps = {
  pass: 60,
  drop: 8,
  loseAnswer: 8,
  twice: 6,
  truncate: 5,
  hold: 7,
  crashBeforeCommit: 3,
  crashAfterCommit: 3,
} as const;

type Held = { deliver: () => Promise<void>; drop: () => void };

/** What a platform does with a request; a crash strikes at its next commit. */
export type Served = {
  answer: (url: string, init: RequestInit) => Promise<Response>;
  crashAtCommit: (when: 'before' | 'after') => void;
  restart: () => Promise<void>;
};

/** One device's line to the platform, with everything that lines do. */
export class Cable {
  state: CableState = 'good';
  readonly held: Held[] = [];
  inFlight = 0;

  constructor(
    readonly chance: Chance,
    readonly platform: () => Served,
  ) {}

  readonly fetch: Fetch = async (url, init) => {
    this.inFlight += 1;
    try {
      return await this.#send(url, init);
    } finally {
      this.inFlight -= 1;
    }
  };

  async #send(url: string, init: RequestInit): Promise<Response> {
    if (this.state === 'cut') throw new TypeError('cut');
    if (this.state === 'portal')
      return new Response('<html>请登录</html>', { headers: { 'content-type': 'text/html' } });
    const ask = () => this.platform().answer(url, init);
    if (this.state === 'good') return ask();
    switch (this.chance.weighted(mishaps)) {
      case 'pass':
        return ask();
      case 'drop':
        throw new TypeError('dropped');
      case 'loseAnswer':
        await ask();
        throw new TypeError('answer lost');
      case 'twice':
        await ask();
        return ask();
      case 'truncate': {
        const answer = await ask();
        const body = new Uint8Array(await answer.arrayBuffer());
        const { status, headers } = answer;
        return new Response(body.slice(0, this.chance.below(body.length + 1)), { status, headers });
      }
      case 'hold':
        return this.#hold(ask);
      case 'crashBeforeCommit':
        return this.#crash('before', ask);
      case 'crashAfterCommit':
        return this.#crash('after', ask);
    }
  }

  async #crash(when: 'before' | 'after', ask: () => Promise<Response>): Promise<Response> {
    this.platform().crashAtCommit(when);
    await ask();
    await this.platform().restart();
    throw new TypeError('the platform is gone');
  }

  #hold(ask: () => Promise<Response>): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.held.push({
        deliver: () => ask().then(resolve, reject),
        drop: () => reject(new TypeError('timed out')),
      });
    });
  }

  /** Lets the oldest hanging request go. */
  async letGo(): Promise<void> {
    const held = this.held.shift();
    if (!held) return;
    if (this.chance.oneIn(2)) await held.deliver();
    else held.drop();
  }
}
