import { z } from 'zod';
import { CaseEvent } from '../casework/event';
import { CalendarYear } from '../calendar/calendarData';
import { Text } from '../catalogue/field';
import { CalendarImport } from '../calendar/signedCalendar';
import { DivisionCode, Id, Instant } from '../casework/identifiers';
import { Account } from '../protocol/account';
import { calls } from '../protocol/calls';
import { FirstSyncRequest } from '../protocol/firstSync';
import { Problem } from '../protocol/problem';
import { OfferedEvent } from '../protocol/push';
import { FerryNote } from '../sealing/ferry/label';
import { FerriedAnswer, FerriedAs, FerriedCursors, FerriedPage } from '../sealing/ferry/messages';
import { SignedEvent } from '../sealing/signedEvent';
import { FerryResults, FerryTaken, FerryWritten } from './ferry';
import { Storage } from './journal';
import { Session, Unreachable } from './session';
import { FileToSend } from './transfers';
import { nothing } from './channels/nothing';

/** Calls that the sync worker may send; enrolment and sign-in stay in the main process. */
export const SyncCall = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('push'), request: calls.push.request }),
  z.strictObject({ name: z.literal('pull'), request: calls.pull.request }),
]);
export type SyncCall = z.infer<typeof SyncCall>;

/** A data key by the number that sealed records name it with. */
const NumberedKey = z.strictObject({ number: z.number().int().positive(), key: z.instanceof(Uint8Array) });
export type NumberedKey = z.infer<typeof NumberedKey>;

/** The platform's own refusal; `restFor`: so many milliseconds it asks to be left alone. */
const Refused = z.strictObject({
  kind: z.literal('problem'),
  problem: Problem,
  restFor: z.number().positive().exactOptional(),
});

/** Everything the store worker may ask of the main process, over a port of its own. */
export const workerChannels = {
  /** The open data keys of this device, the newest first, and who is signed in. Answered once per port. */
  'session.open': {
    input: nothing,
    output: z.strictObject({ keys: z.array(NumberedKey).min(1), session: Session }),
  },
  /** Numbers, chains, signs, seals, appends and fsyncs events, in order; answers after all are on the disk. */
  'ledger.append': {
    input: z.strictObject({ events: z.array(CaseEvent).min(1).max(100) }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('appended'), signed: z.array(SignedEvent) }),
      z.strictObject({ kind: z.literal('diskFull') }),
    ]),
  },
  /** Events of this device from the ledger, in order; for the outbox after a restart and for rebuilding the store. */
  'ledger.read': {
    input: z.strictObject({ after: z.number().int().nonnegative(), limit: z.number().int().min(1).max(500) }),
    output: z.strictObject({ events: z.array(SignedEvent), last: z.number().int().nonnegative() }),
  },
  /** Devices that this one was restored from 恢复, whose chains lie here and are never added to. */
  'restored.list': { input: nothing, output: z.strictObject({ deviceIds: z.array(Id) }) },
  'restored.read': {
    input: z.strictObject({
      deviceId: Id,
      after: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(100),
    }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('events'), events: z.array(SignedEvent) }),
      z.strictObject({ kind: z.literal('damaged') }),
    ]),
  },
  /** Throws away the browser's database files, which it cannot read any more; the ledger holds what was in them. */
  'store.discard': { input: nothing, output: z.strictObject({ kind: z.literal('discarded') }) },
  /**
   * Everything of this device up to a sequence is confirmed history and needs no attention: the ledger may let old segments of
   * it go.
   */
  'ledger.release': {
    input: z.strictObject({ upTo: z.number().int().nonnegative() }),
    output: z.strictObject({ kind: z.literal('noted') }),
  },
  /** One protocol call. The answer is parsed by its schema before it gets here. */
  'platform.call': {
    input: SyncCall,
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('answer'),
        answer: z.unknown(),
        /** How far the platform's clock is ahead of this PC's, in milliseconds. */
        clockAhead: z.number().optional(),
      }),
      Refused,
      ...Unreachable.options,
    ]),
  },
  /** One page of the first sync, as it came. */
  'platform.firstSync': {
    input: FirstSyncRequest,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('page'), bytes: z.instanceof(Uint8Array) }),
      Refused,
      ...Unreachable.options,
    ]),
  },
  /** How the disk stands under everything that this device keeps. */
  'storage.read': { input: nothing, output: Storage },
  /** Clocks were computed anew for a year that was taken in: this many open cases are due on another day. */
  'calendar.recomputed': {
    input: z.strictObject({ importedAt: Instant, moved: z.number().int().nonnegative() }),
    output: z.strictObject({ kind: z.literal('noted') }),
  },
  /** 离线摆渡: what is to be carried, in order, before `ferry.write`. */
  'ferry.add': {
    input: z.strictObject({ as: FerriedAs, events: z.array(OfferedEvent).max(500) }),
    output: z.strictObject({ kind: z.literal('added') }),
  },
  /** Writes what was added, with its files, to the medium that a person has chosen. */
  'ferry.write': {
    input: z.strictObject({ ...FerriedCursors.shape, epoch: Id.optional() }),
    output: FerryWritten,
  },
  /** Opens and checks the next of the receipts that a person has chosen; nothing of it counts yet. */
  'ferry.open': {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('return'),
        name: z.string(),
        number: z.number().int().positive(),
        answers: z.number().int().positive().optional(),
        results: FerryResults,
        notes: z.array(FerryNote),
        more: z.boolean(),
        epoch: Id,
        earlierEpochs: z.array(Id),
        /** This very file has been taken in before. */
        again: z.boolean(),
      }),
      FerryTaken.options[1],
      z.strictObject({ kind: z.literal('none') }),
    ]),
  },
  /** The next message of the open receipt, as the wire would have brought it. */
  'ferry.next': {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('answer'), content: FerriedAnswer }),
      z.strictObject({ kind: z.literal('page'), content: FerriedPage }),
      z.strictObject({ kind: z.literal('end') }),
    ]),
  },
  /** The open receipt was taken in, or has to be left. `history`: everything that was given back is answered with it. */
  'ferry.close': {
    input: z.strictObject({ taken: z.boolean() }),
    output: z.strictObject({ kind: z.literal('closed'), answered: z.enum(['history', 'part']) }),
  },
  /**
   * Sends a sealed file of this device to the platform, unless it is there, and answers when it is. `refused`: the platform will never
   * take it; the person is told of it, and of a file that is not here any more.
   */
  'material.upload': {
    input: FileToSend,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.enum(['there', 'refused', 'notHere']) }),
      Refused,
      ...Unreachable.options,
    ]),
  },
} as const;
export type WorkerChannels = typeof workerChannels;

/** What main tells the worker unasked. */
export const News = z.discriminatedUnion('kind', [
  /** It is worth asking the platform now. */
  z.strictObject({ kind: z.literal('wake') }),
  /** The live stream is there, or is not: then the platform is asked every few seconds. */
  z.strictObject({ kind: z.literal('stream'), alive: z.boolean() }),
  /** A stream of the platform goes as far as this. */
  z.strictObject({
    kind: z.literal('position'),
    stream: DivisionCode,
    epoch: Id,
    position: z.number().int().nonnegative(),
  }),
  /** The signed-in account has changed, or what it borrows. */
  z.strictObject({ kind: z.literal('account'), account: Account }),
  /** Years of days off that the platform has handed out were taken in; `years` are all that hold now. */
  z.strictObject({
    kind: z.literal('calendar'),
    years: z.array(CalendarYear),
    taken: z.array(CalendarImport).min(1),
  }),
  /** Service items that the platform has handed out will be in force for whoever signs in next. */
  z.strictObject({ kind: z.literal('catalogue'), names: z.array(Text).min(1) }),
]);
export type News = z.infer<typeof News>;

/** A request and its answer on the worker's port. */
export const PortRequest = z.strictObject({ id: z.number().int(), channel: z.string(), input: z.unknown() });
export type PortRequest = z.infer<typeof PortRequest>;
export const PortAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answer'), id: z.number().int(), output: z.unknown() }),
  z.strictObject({ kind: z.literal('fault'), id: z.number().int(), reason: z.string() }),
  z.strictObject({ kind: z.literal('news'), news: News }),
]);
export type PortAnswer = z.infer<typeof PortAnswer>;
