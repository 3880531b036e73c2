import { basename } from 'node:path';
import { stat } from 'node:fs/promises';
import { identityToRecipient } from 'age-encryption';
import type { FerryCarried, FerryState, FerryWritten } from '@shared/bridge/ferry';
import type { Input, Output } from '@shared/bridge/channel';
import type { News, WorkerChannels } from '@shared/bridge/workerChannels';
import { FerriedAnswer, FerriedPage } from '@shared/sealing/ferry/messages';
import { readMessage, type FerryRecord } from '@shared/sealing/ferry/records';
import type { HandOuts } from '../office/handOuts';
import type { OpenSession } from '../session/openSession';
import type { Vault } from '../vault/vault';
import { applyStanding } from './applyStanding';
import { readBody, type Count } from './bundleFile';
import { carryBundle } from './carryBundles';
import { keepMaterial } from './materialBytes';
import { openReturn, type OpenedReturn } from './openReturn';
import type { Offered } from './planFiles';
import { createRegisters } from './register';
import { writeExport } from './writeExport';

type Channel<K extends keyof WorkerChannels> = {
  input: Input<WorkerChannels[K]>;
  output: Output<WorkerChannels[K]>;
};

/** 离线摆渡 in the main process: it has the medium, the keys and the files; the store worker has the events. */
export type Ferry = {
  read: (open: OpenSession) => Promise<FerryState>;
  /** Exchanges keys with the platform, where it can be reached. Never rejects. */
  meet: (open: OpenSession) => Promise<void>;
  chooseFolder: () => Promise<{ kind: 'chosen'; name: string } | { kind: 'cancelled' }>;
  chooseReceipts: () => Promise<{ kind: 'chosen'; files: number } | { kind: 'cancelled' }>;
  /** Lets a person choose bundles and carries them, one after the other. */
  carry: (open: OpenSession) => Promise<{ kind: 'done'; files: FerryCarried[] } | { kind: 'cancelled' }>;
  add: (offered: readonly Offered[]) => void;
  write: (open: OpenSession, input: Channel<'ferry.write'>['input']) => Promise<FerryWritten>;
  /** Opens the next of the chosen receipts. */
  open: (open: OpenSession) => Promise<Channel<'ferry.open'>['output']>;
  next: (open: OpenSession) => Promise<Channel<'ferry.next'>['output']>;
  /** Ends the receipt that is open; where it was taken in, what it hands out is taken in too, and told as `news`. */
  close: (
    open: OpenSession,
    input: Channel<'ferry.close'>['input'],
    news: (news: News) => void,
  ) => Promise<Channel<'ferry.close'>['output']>;
  /** Forgets what was chosen and what is under way: a session ends. */
  forget: () => void;
};

type Given = {
  userData: string;
  vault: Pick<Vault, 'accounts' | 'saveAccount' | 'removeAccount'>;
  handOuts: Pick<HandOuts, 'calendars' | 'catalogue'>;
  chooseFolder: () => Promise<string | undefined>;
  chooseFiles: () => Promise<string[]>;
  now?: () => Date;
  /** Size of a bundle, where it is not the usual one. */
  limit?: number;
};

/** Makes the ferry of a user-data folder. */
export function createFerry(given: Given): Ferry {
  const { userData, vault, handOuts, chooseFolder, chooseFiles, now = () => new Date() } = given;
  const registers = createRegisters(userData);
  let running: FerryState['running'];
  let folder: string | undefined;
  let offered: Offered[] = [];
  let receipts: string[] = [];
  let reading: { opened: OpenedReturn; records: AsyncGenerator<FerryRecord> } | undefined;

  const size = (path: string) =>
    stat(path).then(
      (found) => found.size,
      () => 0,
    );
  async function counting<T>(
    step: 'sending' | 'reading',
    paths: readonly string[],
    times: number,
    work: (count: Count) => Promise<T>,
  ) {
    const total = 1 + times * (await Promise.all(paths.map(size))).reduce((sum, one) => sum + one, 0);
    let done = 0;
    running = { step, done, total };
    try {
      return await work((bytes) => (running = { step, done: Math.min((done += bytes), total), total }));
    } finally {
      running = undefined;
    }
  }

  async function meet(open: OpenSession): Promise<void> {
    const register = await registers.read(open);
    const recipient = await identityToRecipient(register.identity);
    // Before the platform learns of the key, it is on the disk.
    await registers.change(open, (before) => ({ ...before, identity: register.identity }));
    const answer = await open.platform.call('ferryKeys', { recipient });
    if (answer.kind === 'answer')
      await registers.change(open, (before) => ({ ...before, platform: answer.answer }));
  }

  return {
    async read(open) {
      const { platform, sent, carried } = await registers.read(open);
      return { hasKeys: platform !== undefined, sent, carried, ...(running && { running: { ...running } }) };
    },
    meet: (open) => meet(open).catch(() => undefined),
    async chooseFolder() {
      folder = await chooseFolder();
      offered = [];
      return folder === undefined ? { kind: 'cancelled' } : { kind: 'chosen', name: folder };
    },
    async chooseReceipts() {
      // Numbers stand in the names: what came first is taken in first.
      receipts = [...(await chooseFiles())].sort((a, b) => basename(a).localeCompare(basename(b)));
      return receipts.length === 0 ? { kind: 'cancelled' } : { kind: 'chosen', files: receipts.length };
    },
    async carry(open) {
      const paths = [...(await chooseFiles())].sort((a, b) => basename(a).localeCompare(basename(b)));
      if (paths.length === 0) return { kind: 'cancelled' };
      const files = await counting('sending', paths, 2, async (count) => {
        const done: FerryCarried[] = [];
        for (const path of paths) done.push(await carryBundle(open, path, { registers, now, count }));
        return done;
      });
      return { kind: 'done', files };
    },
    add(some) {
      offered.push(...some);
    },
    async write(open, { cursors, epoch }) {
      const chosen = folder;
      const all = offered;
      folder = undefined;
      offered = [];
      if (chosen === undefined) return { kind: 'cancelled' };
      if (!(await registers.read(open)).platform) await meet(open).catch(() => undefined);
      try {
        return await writeExport(
          open,
          { folder: chosen, offered: all, cursors, epoch },
          {
            registers,
            now,
            progress: (done, total) => (running = { step: 'writing', done, total }),
            ...(given.limit === undefined ? {} : { limit: given.limit }),
          },
        );
      } finally {
        running = undefined;
      }
    },
    async open(open) {
      const path = receipts.shift();
      if (path === undefined) return { kind: 'none' };
      const register = await registers.read(open);
      const opened = await counting('reading', [path], 1, (count) =>
        openReturn(path, open.session.device, register, count),
      );
      if (opened.kind === 'refused') return opened;
      reading = { opened, records: readBody(path, register.identity) };
      const { head, standing, name } = opened;
      const { number, epoch, answers, results, notes, more } = head.label;
      return {
        kind: 'return',
        name,
        number,
        ...(answers && { answers: answers.number }),
        results,
        notes,
        more,
        epoch,
        earlierEpochs: standing.earlierEpochs,
        again: register.taken.includes(head.hash),
      };
    },
    async next(open) {
      if (!reading) throw new Error('no receipt is open');
      for (;;) {
        const next = await reading.records.next();
        if (next.done === true) return { kind: 'end' };
        const record = next.value;
        if (record.head.kind === 'answer')
          return { kind: 'answer', content: readMessage(record, FerriedAnswer) };
        if (record.head.kind === 'page') return { kind: 'page', content: readMessage(record, FerriedPage) };
        // A full disk takes a file of others away, not their step.
        if (record.head.kind === 'material') await keepMaterial(open, record.bytes).catch(() => undefined);
      }
    },
    async close(open, { taken }, news) {
      const one = reading;
      reading = undefined;
      if (!one || !taken) return { kind: 'closed', answered: 'part' };
      const { head, standing, name, calendars, catalogue } = one.opened;
      const { label, hash } = head;
      const { answers } = label;
      const isNewest = (standingAt: string | undefined) =>
        standingAt === undefined || Date.parse(standingAt) < Date.parse(label.madeAt);
      const before = await registers.read(open);
      if (isNewest(before.standingAt)) await applyStanding(vault, standing, label.madeAt, now());
      // The case work is taken in by now; what a full disk takes away here comes again with the next receipt.
      if (calendars) await handOuts.calendars(open, calendars, news).catch(() => undefined);
      if (catalogue) {
        const served = { ...catalogue, saidAt: label.madeAt };
        await handOuts.catalogue(served, news).catch(() => undefined);
      }
      const receipt = { takenAt: now().toISOString(), number: label.number, results: label.results };
      const register = await registers.change(open, (known) => ({
        ...known,
        ...(isNewest(known.standingAt) ? { standingAt: label.madeAt } : {}),
        taken: [...known.taken.filter((other) => other !== hash), hash],
        sent: known.sent.map((bundle) =>
          bundle.hash === answers?.hash ? { ...bundle, receipt: bundle.receipt ?? receipt } : bundle,
        ),
      }));
      await open.audit.note({
        what: 'ferryImported',
        number: label.number,
        ...(answers && { answers: answers.number }),
        name,
        hash,
      });
      const answered = register.sent.find((bundle) => bundle.hash === answers?.hash);
      const whole = answered && register.sent.filter(({ first }) => first === answered.first);
      const isHistory =
        whole?.every(({ receipt: its, hasHistory }) => its !== undefined && hasHistory) === true &&
        whole.some((bundle) => !bundle.more) &&
        !label.more &&
        answered?.epoch === label.epoch;
      return { kind: 'closed', answered: isHistory ? 'history' : 'part' };
    },
    forget() {
      folder = undefined;
      offered = [];
      receipts = [];
      reading = undefined;
    },
  };
}
