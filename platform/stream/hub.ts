import type { StreamMessage } from '@shared/protocol/stream';
import { calendarsVersion } from '../catalogue/published';
import type { Platform } from '../platform';
import { standingOf, type Listening, type Standing } from './standing';

/** One connection: who listens, and how it is told or ended. */
export type Listener = Listening & {
  stream: string;
  send: (message: StreamMessage) => void;
  end: () => void;
};

/** Tells the listening devices of this process what has changed, whichever process changed it. */
export type Hub = {
  /** False where this process has as many connections as it takes. */
  listen: (listener: Listener) => boolean;
  leave: (listener: Listener) => void;
  /** This process has just taken events in: looks at once. */
  look: () => void;
  /** Ends every connection in order. */
  close: () => void;
};

export type HubTimes = { heads: number; standing: number };
/** Milliseconds between two looks: at the heads of the streams, and at accounts, devices, calendars and service items. */
const usual: HubTimes = { heads: 300, standing: 2000 };
const mostConnections = 5000;
/** A device that comes back before its old line is known to be dead has two for a while; a third ends the oldest. */
const mostPerDevice = 2;

type Told = {
  position: number;
  standing: Standing | undefined;
  calendars: string | undefined;
  catalogue: string | undefined;
};
type Given = Pick<Platform, 'db' | 'epoch' | 'catalogue'>;

/**
 * Opens the hub. It reads the heads of the streams that somebody listens to, some times a second and in one question for all of
 * them: that costs a large database nothing, needs no connection of its own, goes through poolers and works over several processes,
 * where LISTEN/NOTIFY would put a lock around every commit.
 */
export function openHub({ db, epoch, catalogue }: Given, times: HubTimes = usual): Hub {
  const listeners = new Map<Listener, Told>();
  let closed = false;
  let looking = false;
  let lookAgain = false;
  let timer: NodeJS.Timeout | undefined;
  let stoodAt = -Infinity;

  async function lookAtHeads(): Promise<void> {
    const streams = [...new Set([...listeners.keys()].map(({ stream }) => stream))];
    const heads = await db.selectFrom('stream_heads').selectAll().where('stream', 'in', streams).execute();
    const positions = new Map(heads.map(({ stream, position }) => [stream, position]));
    for (const [listener, told] of listeners) {
      const position = positions.get(listener.stream) ?? 0;
      if (position === told.position) continue;
      told.position = position;
      listener.send({ kind: 'position', stream: listener.stream, epoch: epoch.id, position });
    }
  }

  async function lookAtStanding(): Promise<void> {
    const [standing, calendars, items] = await Promise.all([
      standingOf(db, [...listeners.keys()]),
      calendarsVersion(db),
      catalogue.version(),
    ]);
    for (const [listener, told] of listeners) {
      const present = standing.get(listener.credentialId);
      if (!present) continue;
      const before = told.standing;
      told.standing = present;
      if (before && before.account !== present.account) listener.send({ kind: 'account' });
      // At the beginning too: it may have happened while nobody listened.
      if (before?.revocations !== present.revocations) listener.send({ kind: 'revocations' });
      if (told.calendars !== calendars) listener.send({ kind: 'calendars', version: calendars });
      told.calendars = calendars;
      if (told.catalogue !== items) listener.send({ kind: 'catalogue', version: items });
      told.catalogue = items;
      // The device hears why with its next call.
      if (present.barred) {
        listener.send({ kind: 'account' });
        listener.end();
      }
    }
  }

  async function lookOnce(): Promise<void> {
    if (listeners.size === 0) return;
    await lookAtHeads();
    if (performance.now() - stoodAt < times.standing) return;
    stoodAt = performance.now();
    await lookAtStanding();
  }

  function look(): void {
    if (closed) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    clearTimeout(timer);
    looking = true;
    // A database that does not answer now is asked again: whoever listens asks for everything without us too.
    void lookOnce()
      .catch(() => undefined)
      .finally(() => {
        looking = false;
        const soon = lookAgain;
        lookAgain = false;
        if (closed || listeners.size === 0) return;
        timer = setTimeout(look, soon ? 0 : times.heads).unref();
      });
  }

  const leave = (listener: Listener) => {
    listeners.delete(listener);
  };
  return {
    listen(listener) {
      if (closed || listeners.size >= mostConnections) return false;
      const own = [...listeners.keys()].filter(({ deviceId }) => deviceId === listener.deviceId);
      for (const old of own.slice(0, Math.max(0, own.length + 1 - mostPerDevice))) {
        leave(old);
        old.end();
      }
      listeners.set(listener, {
        position: -1,
        standing: undefined,
        calendars: undefined,
        catalogue: undefined,
      });
      stoodAt = -Infinity;
      look();
      return true;
    },
    leave,
    look,
    close() {
      closed = true;
      clearTimeout(timer);
      for (const listener of listeners.keys()) {
        listener.send({ kind: 'closing' });
        listener.end();
      }
      listeners.clear();
    },
  };
}
