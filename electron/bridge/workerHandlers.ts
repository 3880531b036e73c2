import type { Handlers } from '@shared/bridge/channel';
import type { News, SyncCall, WorkerChannels } from '@shared/bridge/workerChannels';
import type { Ferry } from '../capabilities/ferry/ferry';
import type { OpenSession } from '../capabilities/session/openSession';
import { ringOf } from '../sealing/keyRing';
import type { SignedInTransport } from '../capabilities/transport/transport';

/** What ends the work of an account, or of all of them, on this device. */
export type Barred = 'accountDisabled' | 'deviceRevoked';
const isBarred = (code: string): code is Barred => code === 'accountDisabled' || code === 'deviceRevoked';

/** Shortest time between two uploads of the audit journal, in milliseconds. */
const auditPause = 60_000;

/**
 * How long confirmed entries stay in any case, in milliseconds: a platform that is restored from a backup of the last year gets
 * them again from here.
 */
const keptFor = 400 * 86_400_000;

type Given = {
  ferry: Ferry;
  /** Runs when the platform says that this account or this device no longer works here. */
  onBarred: (why: Barred) => Promise<void>;
  /** Runs where the browser can neither read nor delete the store's files. */
  discardStore: () => Promise<void>;
  noteRecomputed: (importedAt: string, moved: number) => Promise<void>;
  /** Tells the worker what it did not ask for. */
  news: (news: News) => void;
};

/** What the store worker may do within one session. */
export function workerHandlers(
  open: OpenSession,
  { ferry, onBarred, discardStore, noteRecomputed, news }: Given,
): Handlers<WorkerChannels> {
  const { session, ledger, audit, platform, restored, files } = open;
  let auditSentAt = 0;
  const signer = {
    deviceId: session.device.deviceId,
    credentialId: session.credentialId,
    signingKey: open.signingKey,
  };
  let isOpened = false;
  return {
    'session.open': () => {
      // The key goes out once; whoever asks again on this port is not the worker that was started with it.
      if (isOpened) throw new Error('this port has been opened before');
      isOpened = true;
      return { keys: keysOut(open.dataKey), session };
    },
    'ledger.append': async ({ events }) => {
      const appended = await ledger.append(events, signer);
      if (appended.kind === 'appended')
        for (const { id, actor } of events)
          if (actor.standingInFor)
            await audit.note({ what: 'actedFor', accountId: actor.standingInFor.accountId, eventId: id });
      return appended;
    },
    'ledger.read': ({ after, limit }) => ledger.read(after, limit),
    'restored.list': async () => ({ deviceIds: await restored.deviceIds() }),
    'restored.read': async ({ deviceId, after, limit }) => {
      const events = await restored.read(deviceId, after, limit);
      return events ? { kind: 'events', events } : { kind: 'damaged' };
    },
    'store.discard': async () => {
      await discardStore();
      return { kind: 'discarded' };
    },
    'ledger.release': async ({ upTo }) => {
      await ledger.prune(upTo, new Date(Date.now() - keptFor));
      return { kind: 'noted' };
    },
    'platform.call': async (call) => {
      const result = await send(platform, call);
      if (result.kind === 'problem' && isBarred(result.problem.code)) await onBarred(result.problem.code);
      if (result.kind === 'answer') void files.transfers.askAgain().catch(() => undefined);
      if (result.kind === 'answer' && Date.now() - auditSentAt > auditPause) {
        auditSentAt = Date.now();
        void audit.upload();
      }
      const clockAhead = platform.clockAhead();
      return result.kind === 'answer' && clockAhead !== undefined ? { ...result, clockAhead } : result;
    },
    'storage.read': () => ledger.storage(),
    'calendar.recomputed': async ({ importedAt, moved }) => {
      await noteRecomputed(importedAt, moved);
      return { kind: 'noted' };
    },
    'platform.firstSync': async (request) => {
      const result = await platform.firstSync(request);
      if (result.kind === 'problem' && isBarred(result.problem.code)) await onBarred(result.problem.code);
      return result;
    },
    'material.upload': (file) => files.transfers.send(file),
    'ferry.add': ({ as, events }) => {
      ferry.add(events.map((event) => ({ as, event })));
      return { kind: 'added' };
    },
    'ferry.write': (input) => ferry.write(open, input),
    'ferry.open': () => ferry.open(open),
    'ferry.next': () => ferry.next(open),
    'ferry.close': (input) => ferry.close(open, input, news),
  };
}

/** Copies with memory of their own, the newest first. */
function keysOut(dataKey: OpenSession['dataKey']): { number: number; key: Uint8Array<ArrayBuffer> }[] {
  const keys = [...ringOf(dataKey).keys].sort(([a], [b]) => b - a);
  return keys.map(([number, key]) => ({ number, key: new Uint8Array(key) }));
}

/** One line per call, so that each request stays beside its own name. */
function send(platform: SignedInTransport, call: SyncCall) {
  switch (call.name) {
    case 'push':
      return platform.call('push', call.request);
    case 'pull':
      return platform.call('pull', call.request);
  }
}
