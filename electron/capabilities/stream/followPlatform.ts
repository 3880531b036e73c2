import type { News } from '@shared/bridge/workerChannels';
import type { StreamMessage } from '@shared/protocol/stream';
import type { HandOuts } from '../office/handOuts';
import type { OpenSession } from '../session/openSession';
import type { Vault } from '../vault/vault';
import { followStream, type Follower } from './follow';
import { heedStream } from './heed';

type Given = {
  open: OpenSession;
  vault: Pick<Vault, 'removeAccount'>;
  handOuts: HandOuts;
  news: (news: News) => void;
};

/** Without a live stream what it tells of besides cases is asked for this often, in milliseconds. */
const pollEvery = 10 * 60_000;
/** So many of these looks go by for one at the service items, which are a larger answer. */
const catalogueEvery = 6;

/** Follows the live stream of a session and does what it says, one message after the other. */
export function followPlatform({ open, vault, handOuts, news }: Given): Follower {
  const heed = heedStream({ open, vault, news, handOuts });
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
  let looks = 0;
  const polling = setInterval(() => {
    if (isAlive) return;
    looks += 1;
    onMessage({ kind: 'account' });
    onMessage({ kind: 'revocations' });
    const version = new Date().toISOString();
    onMessage({ kind: 'calendars', version });
    if (looks % catalogueEvery === 1) onMessage({ kind: 'catalogue', version });
  }, pollEvery);
  return {
    nudge: follower.nudge,
    end() {
      clearInterval(polling);
      follower.end();
    },
  };
}
