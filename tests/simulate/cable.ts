import type { Fetch } from '../../electron/capabilities/transport/platformCall';
import type { Chance } from './chance';

/** How the line of one device is at the moment. */
export type CableState = 'good' | 'flaky' | 'cut' | 'portal';

/**
 * What a request meets. `hold`: it hangs until somebody lets it go, delivered late or dropped, or until the device has waited long
 * enough. `overtaken`: the line breaks, and the request still arrives, behind others that were sent after it.
 */
const mishaps = {
  pass: 58,
  drop: 8,
  loseAnswer: 8,
  twice: 6,
  truncate: 5,
  hold: 7,
  overtaken: 3,
  crashBeforeCommit: 3,
  crashAfterCommit: 3,
} as const;

/** Where a person stands and waits, what would hang is given up and does not arrive later. */
const mishapsAttended = { ...mishaps, hold: 0, overtaken: 0 } as const;

type Ask = () => Promise<Response>;
type Held = { ask: Ask; deliver: () => Promise<void>; drop: () => void };

/** A request came while the platform was being started. */
export class NobodyThere extends TypeError {}

/** What nobody waits for any more is asked; nobody is told where it went. */
async function askLate(ask: Ask): Promise<void> {
  await ask().catch((error: unknown) => {
    if (!(error instanceof NobodyThere)) throw error;
  });
}

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
  /** Requests that nobody waits for any more and that still arrive. */
  readonly late: Ask[] = [];
  inFlight = 0;
  /** A person stands and waits for what is asked now. */
  attended = false;

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
    switch (this.chance.weighted(this.attended ? mishapsAttended : mishaps)) {
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
        return this.#hold(ask, init.signal);
      case 'overtaken':
        this.late.push(ask);
        throw new TypeError('broken');
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

  #hold(ask: Ask, signal: AbortSignal | null | undefined): Promise<Response> {
    return new Promise((resolve, reject) => {
      const drop = () => reject(new TypeError('timed out'));
      const held = { ask, deliver: () => ask().then(resolve, reject), drop };
      this.held.push(held);
      signal?.addEventListener('abort', () => {
        const at = this.held.indexOf(held);
        if (at < 0) return;
        this.held.splice(at, 1);
        this.late.push(ask);
        drop();
      });
    });
  }

  /** Requests that hang or are late. */
  get waiting(): number {
    return this.held.length + this.late.length;
  }

  /** Lets one of the requests go that hang or are late, in no order. */
  async letGo(): Promise<void> {
    if (this.waiting === 0) return;
    const at = this.chance.below(this.waiting);
    const [held] = this.held.splice(at, 1);
    if (!held) {
      for (const ask of this.late.splice(at - this.held.length, 1)) await askLate(ask);
    } else if (this.chance.oneIn(2)) await held.deliver();
    else held.drop();
  }

  /** The device ends: what hangs breaks off, and half of it still arrives some time. */
  breakOff(): void {
    for (const { ask, drop } of this.held.splice(0)) {
      if (this.chance.oneIn(2)) this.late.push(ask);
      drop();
    }
  }

  /** The line was nowhere for a long time: whatever was on it is gone. */
  clear(): void {
    this.late.length = 0;
    for (const { drop } of this.held.splice(0)) drop();
  }
}
