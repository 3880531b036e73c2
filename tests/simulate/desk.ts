import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { SimulatedClock } from 'xstate';
import type { CaseEventType } from '@shared/casework/event';
import { levelOfPart, officeOf, openAssistances, partsToTransfer } from '@shared/casework/handling';
import { presentPart } from '@shared/casework/presentPart';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import type { CaseFile, StepCommand } from '../../renderer/store/storeApi';
import type { SyncActor } from '../../renderer/sync/compose';
import type { Fetch } from '../../electron/capabilities/transport/platformCall';
import { Office, type OfficeOptions } from '../simulation/office';
import { Cable } from './cable';
import type { Chance } from './chance';
import { stillChannel } from './machine/line';
import type { Machine } from './machine/machine';
import type { Province, Seat } from './province';

/**
 * Turns of the loop between one look and the next. What a store does of its own accord while nobody asks of it (tending) shows nowhere
 * from outside; a step of it takes fewer than three times as many.
 */
const turns = 20;

/** Steps that end a case; taken now and then only, or no case would live long. */
const endings: readonly CaseEventType[] = [
  'case.terminated',
  'application.withdrawn',
  'application.notAccepted',
];

/** One device at work: the real store, sync, ledger and transport, over a cable and a clock that do as the seed says. */
export class Desk {
  office!: Office;
  readonly clock = new SimulatedClock();
  readonly cable: Cable;
  readonly takesIn: boolean;
  /** How wrong the clock of this PC is, in milliseconds. */
  offset = 0;
  /** Entries of Needs attention that a person has settled here. */
  readonly settled = new Set<string>();
  #sync: SyncActor | undefined;
  #read = 0;
  #seen: ReadonlySet<string> = new Set();
  #oldDisk: { folder: string; last: number } | undefined;

  private constructor(
    readonly chance: Chance,
    readonly machine: Machine,
    province: Province,
    readonly name: string,
    readonly division: string,
    /** Townships to which this one's cases may go. */
    readonly towns: readonly string[],
  ) {
    this.takesIn = division.length === 9;
    this.cable = new Cable(chance, () => province);
  }

  static async open(
    chance: Chance,
    machine: Machine,
    province: Province,
    seat: Seat,
    name: string,
  ): Promise<Desk> {
    const towns = province.seats.flatMap(({ division }) => (division.length === 9 ? [division] : []));
    const desk = new Desk(chance, machine, province, name, seat.division, towns);
    const code = seat.codes.pop();
    if (code === undefined) throw new Error('no code left');
    const who = { code, loginName: seat.loginName };
    desk.office = await Office.start(() => province.app, who, desk.#now, [sampleItem], desk.#options());
    await desk.office.ferry.meet(desk.office.open);
    await desk.settle();
    return desk;
  }

  readonly #now = () => new Date(Date.now() + this.offset);

  #options(): OfficeOptions & { fetch: Fetch } {
    return {
      fetch: this.cable.fetch,
      store: {
        clock: this.clock,
        onSync: (sync) => {
          this.#sync = sync;
        },
      },
      channel: stillChannel,
    };
  }

  /** Waits until nothing moves any more on these devices, or what moves waits for an answer that hangs. */
  static async settle(desks: readonly Desk[]): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      for (let turn = 0; turn < turns; turn += 1) await setImmediate();
      quiet = desks.every((desk) => desk.#isStill()) ? quiet + 1 : 0;
    }
  }
  settle(): Promise<void> {
    return Desk.settle([this]);
  }
  #isStill(): boolean {
    const { held, inFlight } = this.cable;
    if (held.length > 0 && inFlight <= held.length) return true;
    return inFlight === 0 && this.#sync?.getSnapshot().hasTag('busy') === false;
  }

  /**
   * Does what a person stands and waits for. Time does not pass meanwhile, and so nothing may hang: neither of this, nor of what
   * was asked before and this waits for as well, as an access token.
   */
  async attend<T>(work: () => Promise<T>): Promise<T> {
    this.cable.attended = true;
    try {
      while (this.cable.held.length > 0) {
        await this.cable.letGo();
        await this.settle();
      }
      return await work();
    } finally {
      this.cable.attended = false;
    }
  }

  /** Events that the ledger has written since the last look, each with the ids of those of its case that its author had before him. */
  async newEvents(): Promise<{ signed: SignedEvent; seen: ReadonlySet<string> }[]> {
    const { events } = await this.office.open.ledger.read(this.#read, 500);
    this.#read = events.at(-1)?.body.sequence ?? this.#read;
    return events.map((signed) => ({ signed, seen: this.#seen }));
  }

  async takeIn(): Promise<void> {
    const { form, materials } = samplePayloads['application.received'];
    const accepted = { type: 'application.accepted', payload: { acceptedOn: '2026-03-02' } } as const;
    const late = this.chance.oneIn(3) ? [accepted] : [];
    await this.office.store.receive({ itemCode: sampleItem.code, form, materials }, late);
  }

  /** Takes some step that is open to this person on some case. */
  async work(): Promise<void> {
    const { store } = this.office;
    const page = { queue: 'all', sort: 'received', offset: 0, limit: 1 } as const;
    const { total } = await store.worklist(page);
    if (total === 0) return;
    const { rows } = await store.worklist({ ...page, offset: this.chance.below(total) });
    const caseId = rows[0]?.summary.caseId;
    const file = caseId === undefined ? undefined : await store.readCase(caseId);
    if (!file || caseId === undefined) return;
    const open = file.steps.flatMap(({ type, why }) => (why === undefined ? [type] : []));
    const types = open.filter((type) => !endings.includes(type) || this.chance.oneIn(8));
    this.#seen = new Set(file.timeline.map(({ event }) => event.id));
    if (types.length === 0) return;
    await store.perform(caseId, [this.#step(this.chance.pick(types), file)]);
  }

  #step(type: CaseEventType, file: CaseFile): StepCommand {
    const { state } = file;
    const payload = {
      ...structuredClone(samplePayloads[type]),
      ...this.#elsewhere(type, file),
    } as Record<string, unknown>;
    if ('stageId' in payload && state.startsWith('stage_')) payload['stageId'] = state.slice('stage_'.length);
    if (type === 'application.amended') {
      const [field, value] = this.chance.oneIn(2)
        ? ['address', `${String(this.chance.below(1e6))}村`]
        : ['mobile', `139${String(this.chance.below(1e8)).padStart(8, '0')}`];
      payload['form'] = { [field]: value };
    }
    return { type, payload } as StepCommand;
  }

  /** What 转办 and 协办 have to say of this case: to which township, which parts, of which question. */
  #elsewhere(type: CaseEventType, { facts, state }: CaseFile): Record<string, unknown> {
    const present = presentPart(sampleItem, state);
    const fromDivision = officeOf(facts, present, levelOfPart(sampleItem, present) ?? 'township');
    if (type === 'case.transferred') {
      const toDivision = this.chance.pick(this.towns);
      const parts = partsToTransfer(sampleItem, facts, present, toDivision);
      return { fromDivision, toDivision, parts: parts.length > 0 ? parts : [present] };
    }
    if (type === 'assistance.requested')
      return {
        toDivision: this.chance.pick(this.towns),
        dueOn: '2099-01-01',
        waits: this.chance.oneIn(3),
      };
    if (type === 'assistance.answered' || type === 'assistance.recalled') {
      const open = openAssistances(facts);
      const own = open.find(({ requested }) => requested.toDivision === this.division);
      return { requestId: (type === 'assistance.answered' ? own : open[0])?.id ?? facts.caseId };
    }
    return {};
  }

  async sync(): Promise<void> {
    await this.office.store.syncNow();
    await this.settle();
  }

  async tick(milliseconds: number): Promise<void> {
    this.machine.pass(milliseconds);
    this.clock.increment(milliseconds);
    await this.settle();
  }

  async settleAttention(): Promise<void> {
    const [entry] = await this.office.store.attention();
    if (!entry) return;
    await this.office.store.settleAttention(entry.event.id);
    this.settled.add(entry.event.id);
  }

  async restart(loseDatabase: boolean): Promise<void> {
    this.cable.breakOff();
    if (loseDatabase) this.office.indexedDB = new (this.office.indexedDB.constructor as typeof IDBFactory)();
    await this.office.restart();
    await this.settle();
  }

  /** A copy of the disk is put aside. */
  async backUp(): Promise<void> {
    const folder = `${this.office.folder}-backup`;
    await rm(folder, { recursive: true, force: true });
    const { last } = await this.office.open.ledger.read(0, 0);
    await cp(join(this.office.folder, 'ledger'), folder, { recursive: true });
    this.#oldDisk = { folder, last };
  }

  /** The disk is replaced by its old copy. Answers the events that went with it; undefined where there is no copy. */
  async restoreOldDisk(): Promise<SignedEvent[] | undefined> {
    const old = this.#oldDisk;
    if (!old) return undefined;
    const lost: SignedEvent[] = [];
    for (let after = old.last; ;) {
      const { events } = await this.office.open.ledger.read(after, 500);
      if (events.length === 0) break;
      lost.push(...events);
      after = events.at(-1)?.body.sequence ?? after;
    }
    this.cable.clear();
    this.office.indexedDB = new (this.office.indexedDB.constructor as typeof IDBFactory)();
    await this.office.restart(async () => {
      await rm(join(this.office.folder, 'ledger'), { recursive: true });
      await cp(old.folder, join(this.office.folder, 'ledger'), { recursive: true });
      await rm(join(this.office.folder, 'ledger', 'lock'), { force: true });
    });
    this.#read = old.last;
    await this.settle();
    return lost;
  }

  /** Another PC with a copy of this one's disk, at work under the same name. */
  async clone(province: Province): Promise<Desk> {
    const desk = new Desk(this.chance, this.machine, province, `${this.name}'`, this.division, this.towns);
    desk.office = await this.office.clone(desk.#options());
    desk.#read = this.#read;
    await desk.settle();
    return desk;
  }

  async end(): Promise<void> {
    this.cable.clear();
    await this.office.end();
    await rm(`${this.office.folder}-backup`, { recursive: true, force: true });
  }
}
