import type { News } from '@shared/bridge/workerChannels';
import type { StreamMessage } from '@shared/protocol/stream';
import type { OfficeCalendars } from '../office/officeCalendars';
import type { OpenSession } from '../session/openSession';
import type { Vault } from '../vault/vault';
import { followStream, type Follower } from './follow';
import { heedStream } from './heed';

type Given = {
  open: OpenSession;
  vault: Pick<Vault, 'removeAccount'>;
  calendars: OfficeCalendars;
  news: (news: News) => void;
};

/** Without a live stream what it tells of besides cases is asked for this often, in milliseconds. */
const pollEvery = 10 * 60_000;

/** Follows the live stream of a session and does what it says, one message after the other. */
export function followPlatform({ open, vault, calendars, news }: Given): Follower {
  const heed = heedStream({
    open,
    vault,
    news,
    calendarPlace: calendars.place,
    calendars: calendars.years,
  });
  let turn: Promise<void> = Promise.resolve();
  let isAlive = false;
  const onMessage = (message: StreamMessage) => {
    turn = turn.then(() => heed(message)).catch(() => undefined);
  };
  const follower = followStream({
    connect: open.platform.stream,
    onMessage,
    onAlive: (alive) => {
      isAlive = alive;
      news({ kind: 'stream', alive });
    },
  });
  const polling = setInterval(() => {
    if (isAlive) return;
    onMessage({ kind: 'account' });
    onMessage({ kind: 'revocations' });
    onMessage({ kind: 'calendars', version: new Date().toISOString() });
  }, pollEvery);
  return {
    nudge: follower.nudge,
    end() {
      clearInterval(polling);
      follower.end();
    },
  };
}
