import { randomUUID } from 'node:crypto';
import type { CaseEvent, Payload } from '@shared/casework/event';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import type { PushResult } from '@shared/protocol/push';
import { eventOf, TestDevice, type Worker } from './device';
import { doorTo, type Pair, type Side } from './pair';

let enrolled = 0;

/** Somebody at work on a device of an office that may ask either process, and all that was read of its stream. For tests only. */
export class Colleague {
  readonly seen: ConfirmedEvent[] = [];
  readonly accepted = new Set<string>();
  rounds = 0;

  private constructor(
    readonly pair: Pair,
    readonly device: TestDevice,
    readonly worker: Worker,
  ) {}

  static async of(pair: Pair, prefix: 'XLZ1' | 'TWX1' | 'TYX1', loginName: string): Promise<Colleague> {
    enrolled += 1;
    const code = `${prefix}-DEMO-${String(enrolled).padStart(4, '0')}`;
    const device = await TestDevice.enrol(
      doorTo(() => pair.any()),
      code,
    );
    return new Colleague(pair, device, await device.signIn(loginName));
  }

  /** The same, having read nothing yet. */
  anew(): Colleague {
    return new Colleague(this.pair, this.device, this.worker);
  }

  get stream(): string {
    return this.worker.account.divisionCode;
  }

  get authorisation() {
    return { authorization: `Bearer ${this.worker.accessToken}` };
  }

  received(caseId: string = randomUUID(), changes: Partial<Payload<'application.received'>> = {}): CaseEvent {
    const about = { caseId, originDivision: this.stream };
    const payload = { ...samplePayloads['application.received'], ...changes };
    return eventOf('application.received', this.worker.actor, about, payload);
  }

  /** Sends events as one push to the side that is chosen, and to another where it does not answer. */
  async push(to: () => Side, ...events: CaseEvent[]): Promise<PushResult[]> {
    this.device.app = doorTo(to);
    const results = await this.device.push(
      this.worker,
      ...events.map((event) => this.device.sign(this.worker, event)),
    );
    for (const { kind, eventId } of results)
      if (kind === 'accepted' || kind === 'duplicate') this.accepted.add(eventId);
    return results;
  }

  /** Reads on behind the last position that was seen. */
  async pull(from: () => Side, limit = 40): Promise<void> {
    this.device.app = doorTo(from);
    for (let more = true; more;) {
      const page = await this.device.pull(this.worker, this.stream, this.seen.at(-1)?.position ?? 0, limit);
      this.seen.push(...page.events);
      ({ more } = page);
    }
  }

  /** A new case, accepted, or prints of colleagues' cases, which need no number: sent to one process and asked of the other. */
  async round(): Promise<void> {
    const { pair, worker, stream } = this;
    const caseId = randomUUID();
    const others = [...new Map(this.seen.map((one) => [one.signed.body.event.caseId, one])).values()];
    const first = Math.floor(Math.random() * others.length);
    const prints = others.slice(first, first + 3).map(({ version, signed: { body } }) => {
      const about = { caseId: body.event.caseId, originDivision: stream, baseVersion: version };
      return eventOf('document.printed', worker.actor, about);
    });
    const begins = [
      this.received(caseId),
      eventOf('application.accepted', worker.actor, { caseId, originDivision: stream }),
    ];
    let asked = pair.any();
    const results = await this.push(() => (asked = pair.any()), ...(this.rounds % 4 === 0 ? begins : prints));
    // First the process that did not take them; any where it does not answer.
    let tried = false;
    await this.pull(() => {
      const from = tried ? pair.any() : pair.otherThan(asked);
      tried = true;
      return from;
    });
    const there = new Set(this.seen.map(({ signed }) => signed.body.event.id));
    for (const result of results)
      if (!there.has(result.eventId)) throw new Error(`pushed and not there: ${JSON.stringify(result)}`);
    this.rounds += 1;
  }

  async work(rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round += 1) await this.round();
  }
}
