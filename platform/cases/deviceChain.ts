import { sql, type Selectable } from 'kysely';
import { PushRefusal } from '@shared/protocol/refusal';
import { chainStart, type SignedBody, type SignedEvent } from '@shared/sealing/signedEvent';
import type { Inside } from '../storage/database';
import type { RoundTrip } from '../storage/roundTrip';
import type { Tables } from '../storage/tables';
import { alarmOf } from './alarms';
import type { Stored } from './answers';
import { chainBefore } from './chainBefore';
import type { AcceptedEvent } from './snapshots';

/** Where an event stands in its device's chain. */
export type Place =
  | { kind: 'next' }
  /** Follows an older event of the device, beside what follows that already: an alarm, and taken as the next of its branch. */
  | { kind: 'branch' }
  /** Next by its place, but its id already stands for other content. */
  | { kind: 'nextButTaken' }
  /** Accepted or refused before a restore, as its receipt shows; what stands before it in the chain may come later. */
  | { kind: 'byReceipt' }
  /** Kept, and not yet judged. */
  | { kind: 'waiting' }
  /** Its device was enrolled after the backup from which this platform was restored. */
  | { kind: 'unknownDevice' }
  /** The platform has answered this very event before, so. */
  | { kind: 'known'; answer: { refusal: PushRefusal } | { accepted: Stored } }
  | { kind: 'refused'; refusal: PushRefusal };

const refused = (refusal: PushRefusal): Place => ({ kind: 'refused', refusal });

/** What became of an event. `displaced`: it was accepted once, and not after a restore. */
export type Fate =
  | { kind: 'accepted'; stored: Stored }
  | { kind: 'waits' }
  | { kind: 'refused'; refusal: PushRefusal; displaced?: boolean };

/** What the log says of an event. `caseId`: it waits, or was displaced. */
type Logged = {
  deviceId: string;
  sequence: number;
  hash: string;
  eventId: string;
  refusal: string | null;
  caseId: string | null;
  byReceipt: boolean;
};

type LogColumn = 'device_id' | 'sequence' | 'hash' | 'event_id' | 'refusal' | 'case_id' | 'by_receipt';

/** An end of a chain. `stood`: the hash it had before this batch; none where a branch began. */
type End = { deviceId: string; hash: string; sequence: number; stood?: string };

const lower = (id: string) => id.toLowerCase();

/**
 * The chains of the devices whose events are settled together: read at once under the locks of the devices' rows, gone on with in memory,
 * and written at once by `write`. Refused events keep their place in the chain, so that the next one still fits and the same event gets the
 * same answer however often it is offered. An event that follows an older one begins a branch: the device was cloned or restored, both went
 * on, and neither loses what was done on it.
 */
export class DeviceChains {
  readonly #devices = new Set<string>();
  readonly #log = new Map<string, Logged>();
  readonly #eventIds = new Set<string>();
  readonly #ends = new Map<string, End[]>();
  readonly #accepted = new Map<string, Stored>();
  /** Of these events: hash -> hash of the one before it. */
  readonly #previous = new Map<string, string>();
  readonly #added: { logged: Logged; keptEvent: string | null; receivedAt: Date }[] = [];
  readonly #later: Parameters<RoundTrip['add']>[0][] = [];

  private constructor(private readonly inside: Inside) {}

  /** Locks the devices, in the order of their ids, and reads what is known of these events and those before them. */
  static async lock(round: RoundTrip, events: readonly SignedEvent[]): Promise<DeviceChains> {
    const { inside } = round;
    const chains = new DeviceChains(inside);
    for (const { hash, body } of events) chains.#previous.set(hash, body.previousHash);
    const idsOf = (pick: (event: SignedEvent) => string) => [...new Set(events.map(pick))];
    const deviceIds = idsOf(({ body }) => body.deviceId);
    const places = events.flatMap(({ hash, body: { deviceId, previousHash } }) => [
      { deviceId, hash },
      { deviceId, hash: previousHash },
    ]);
    const isOfDevices = sql<boolean>`device_id = any(${deviceIds}::uuid[])`;
    const log = sql`select log.device_id, sequence, log.hash, event_id, refusal, case_id, by_receipt from device_log as log`;
    // Behind the locks in the same round: what a statement sees is as it is committed when its turn has come.
    const [devices, rows, ends] = await Promise.all([
      round.ask(
        inside
          .selectFrom('devices')
          .select('device_id')
          .where(isOfDevices)
          .orderBy('device_id')
          .forNoKeyUpdate(),
      ),
      round.ask(sql<Pick<Selectable<Tables['device_log']>, LogColumn>>`
        ${log} join unnest(${places.map(({ deviceId }) => deviceId)}::uuid[], ${places.map(({ hash }) => hash)}::text[])
          as place (device_id, hash) on log.device_id = place.device_id and log.hash = place.hash
        union all ${log} where event_id = any(${idsOf(({ body }) => body.event.id)}::uuid[])
        union all ${log} where case_id = any(${idsOf(({ body }) => body.event.caseId)}::uuid[])`),
      round.ask(
        inside
          .selectFrom('device_branches')
          .select(['device_id', 'last_hash', 'last_sequence'])
          .where(isOfDevices),
      ),
    ]);
    for (const { device_id: id } of devices) chains.#devices.add(id);
    for (const row of rows)
      chains.#note({
        deviceId: row.device_id,
        sequence: row.sequence,
        hash: row.hash,
        eventId: row.event_id,
        refusal: row.refusal,
        caseId: row.case_id,
        byReceipt: row.by_receipt,
      });
    for (const { device_id: deviceId, last_hash: hash, last_sequence: sequence } of ends)
      chains.#endsOf(deviceId).push({ deviceId, hash, sequence, stood: hash });
    await chains.#readAnswers(events);
    return chains;
  }

  #note(logged: Logged) {
    this.#log.set(`${logged.deviceId}|${logged.hash}`, logged);
    this.#eventIds.add(logged.eventId);
  }

  #logged(deviceId: string, hash: string) {
    return this.#log.get(`${lower(deviceId)}|${hash}`);
  }

  #endsOf(deviceId: string): End[] {
    const key = lower(deviceId);
    const known = this.#ends.get(key) ?? [];
    this.#ends.set(key, known);
    return known;
  }

  /** What was answered of those of these events that were accepted before. */
  async #readAnswers(events: readonly SignedEvent[]): Promise<void> {
    const before = events.filter(({ hash, body }) => {
      const there = this.#logged(body.deviceId, hash);
      return there && there.refusal === null && there.caseId === null;
    });
    if (before.length === 0) return;
    const ids = before.map(({ body }) => body.event.id);
    const rows = await this.inside
      .selectFrom('events')
      .select(['hash', 'version', 'accepted_at', 'case_number', 'document_number'])
      .where('event_id', 'in', ids)
      .execute();
    for (const row of rows) this.#accepted.set(row.hash, row);
  }

  /** Finds the place of an authentic event. */
  placeOf(signed: SignedEvent, isUnderReceipt: boolean): Place {
    const { deviceId, sequence, previousHash, event } = signed.body;
    if (!this.#devices.has(lower(deviceId))) return { kind: 'unknownDevice' };
    const there = this.#logged(deviceId, signed.hash);
    if (there?.byReceipt === true) this.#takeTurn(signed, there);
    if (there && there.refusal === null && there.caseId !== null) return { kind: 'waiting' };
    if (there) return { kind: 'known', answer: this.#answerTo(there) };
    const ends = this.#endsOf(deviceId);
    const isNext =
      ends.length === 0
        ? sequence === 1 && previousHash === chainStart
        : ends.some((end) => end.hash === previousHash && end.sequence === sequence - 1);
    const follows =
      sequence === 1
        ? previousHash === chainStart
        : this.#logged(deviceId, previousHash)?.sequence === sequence - 1;
    const isBranch = !isNext && follows;
    if (this.#eventIds.has(lower(event.id)))
      return isNext || isBranch ? { kind: 'nextButTaken' } : refused({ kind: 'otherContent' });
    if (isNext) return { kind: 'next' };
    if (isUnderReceipt) return { kind: 'byReceipt' };
    return isBranch ? { kind: 'branch' } : refused({ kind: 'notAuthentic', part: 'chain' });
  }

  #answerTo(there: Logged) {
    if (there.refusal !== null) return { refusal: PushRefusal.parse(JSON.parse(there.refusal)) };
    const accepted = this.#accepted.get(there.hash);
    if (!accepted) throw new Error('an accepted event stands in the history');
    return { accepted };
  }

  /** An event that stood here by its receipt is offered in its device's chain: the chain's end moves on to it. */
  #takeTurn({ hash, body }: SignedEvent, there: Logged): void {
    const end = { deviceId: lower(body.deviceId), hash, sequence: body.sequence };
    if (body.sequence === 1) this.#beginBranch(end);
    else if (!this.#moveEnd(end, body.previousHash)) return;
    there.byReceipt = false;
    this.#update(there, { by_receipt: false });
  }

  #update({ deviceId, hash }: Logged, change: Record<string, string | boolean | null>): void {
    const update = this.inside.updateTable('device_log').set(change);
    const one = update.where('device_id', '=', deviceId).where('hash', '=', hash);
    this.#later.push(one);
  }

  #moveEnd({ deviceId, hash, sequence }: End, previousHash: string): boolean {
    const moved = this.#endsOf(deviceId).find((end) => end.hash === previousHash);
    if (moved) Object.assign(moved, { hash, sequence });
    return moved !== undefined;
  }

  #beginBranch(end: End): void {
    const ends = this.#endsOf(end.deviceId);
    if (!ends.some(({ hash }) => hash === end.hash)) ends.push(end);
  }

  /**
   * Notes what became of an event and moves its branch of the chain on; a refused or waiting event is kept as it came. One that
   * stands there by its receipt alone moves nothing: those before it may come later.
   */
  advance(signed: SignedEvent, fate: Fate, { now, place }: { now: Date; place: Place['kind'] }): void {
    const { sequence, previousHash, event } = signed.body;
    const deviceId = lower(signed.body.deviceId);
    if (fate.kind === 'accepted') this.#accepted.set(signed.hash, fate.stored);
    const refusal = fate.kind === 'refused' ? JSON.stringify(fate.refusal) : null;
    const keptEvent = fate.kind === 'accepted' ? null : JSON.stringify(signed);
    const isOpen = fate.kind === 'waits' || (fate.kind === 'refused' && fate.displaced);
    const caseId = isOpen ? lower(event.caseId) : null;
    const there = this.#logged(deviceId, signed.hash);
    if (place === 'waiting' && there) {
      Object.assign(there, { refusal, caseId });
      this.#update(there, { refusal, kept_event: keptEvent, case_id: caseId });
      return;
    }
    const byReceipt = place === 'byReceipt';
    const eventId = lower(event.id);
    const logged = { deviceId, sequence, hash: signed.hash, eventId, refusal, caseId, byReceipt };
    this.#note(logged);
    this.#added.push({ logged: { ...logged }, keptEvent, receivedAt: now });
    if (byReceipt) return;
    const end = { deviceId, hash: signed.hash, sequence };
    if (!this.#moveEnd(end, previousHash)) this.#beginBranch(end);
  }

  /**
   * Which of some accepted events stand before one in its own chain, by their hashes: what its author had done himself when he made it. A
   * clone's events do not, nor do those that a device lost with its disk, whatever their numbers. `isRestored`: the ends of the chains
   * may not be all that there are.
   */
  async before(
    body: SignedBody,
    accepted: readonly AcceptedEvent[],
    isRestored: boolean,
  ): Promise<ReadonlySet<string>> {
    const { deviceId, sequence, previousHash } = body;
    const ofDevice = accepted.filter((one) => one.deviceId === lower(deviceId) && one.sequence < sequence);
    const ends = this.#endsOf(deviceId);
    const isOnlyChain = !isRestored && ends.length === 1 && ends[0]?.hash === previousHash;
    if (isOnlyChain || ofDevice.length === 0) return new Set(ofDevice.map(({ hash }) => hash));
    const chain = await chainBefore(this.inside, this.#previous, body, ofDevice);
    return new Set(ofDevice.flatMap(({ hash }) => (chain.has(hash) ? hash : [])));
  }

  /** How many events of a case were accepted before a restore and not after it. */
  displacedOf(caseId: string): number {
    const isDisplaced = (one: Logged) => one.caseId === lower(caseId) && one.refusal !== null;
    return [...this.#log.values()].filter(isDisplaced).length;
  }

  /** Whether this device has an event of this case before that one, which still waits to be judged. */
  waitsBehindOwn({ body }: SignedEvent): boolean {
    const [deviceId, caseId] = [lower(body.deviceId), lower(body.event.caseId)];
    return [...this.#log.values()].some(
      (one) =>
        one.caseId === caseId &&
        one.deviceId === deviceId &&
        one.refusal === null &&
        one.sequence < body.sequence,
    );
  }

  /** Keeps the other branch of a forked chain, or the other content of an id: an alarm for a person to look into. */
  raiseAlarm(signed: SignedEvent, kind: string, now: Date): void {
    this.#later.push(alarmOf(this.inside, signed, kind, now));
  }

  /** Writes what was noted. */
  write(round: RoundTrip): void {
    const added = this.#added;
    const column = <T>(of: (one: (typeof added)[number]) => T) => added.map(of);
    if (added.length > 0)
      round.add(sql`insert into device_log
        (device_id, sequence, hash, event_id, refusal, kept_event, received_at, case_id, by_receipt)
        select * from unnest(
          ${column(({ logged }) => logged.deviceId)}::uuid[],
          ${column(({ logged }) => logged.sequence)}::bigint[],
          ${column(({ logged }) => logged.hash)}::text[],
          ${column(({ logged }) => logged.eventId)}::uuid[],
          ${column(({ logged }) => logged.refusal)}::text[],
          ${column(({ keptEvent }) => keptEvent)}::text[],
          ${column(({ receivedAt }) => receivedAt.toISOString())}::timestamptz[],
          ${column(({ logged }) => logged.caseId)}::uuid[],
          ${column(({ logged }) => logged.byReceipt)}::boolean[])`);
    const ends = [...this.#ends.values()].flat().filter(({ hash, stood }) => hash !== stood);
    const moved = ends.filter(({ stood }) => stood !== undefined);
    if (moved.length > 0)
      round.add(sql`update device_branches as branch set last_hash = now.hash, last_sequence = now.sequence
        from unnest(
          ${moved.map(({ deviceId }) => deviceId)}::uuid[],
          ${moved.map(({ stood }) => stood)}::text[],
          ${moved.map(({ hash }) => hash)}::text[],
          ${moved.map(({ sequence }) => sequence)}::bigint[]) as now (device_id, stood, hash, sequence)
        where branch.device_id = now.device_id and branch.last_hash = now.stood`);
    const begun = ends.filter(({ stood }) => stood === undefined);
    if (begun.length > 0)
      round.add(
        this.inside.insertInto('device_branches').values(
          begun.map(({ deviceId, hash, sequence }) => ({
            device_id: deviceId,
            begun_at: sql<Date>`now()`,
            last_hash: hash,
            last_sequence: sequence,
          })),
        ),
      );
    for (const statement of this.#later) round.add(statement);
  }
}
