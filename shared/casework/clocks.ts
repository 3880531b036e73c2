import { computeClock, type Clock, type ClockInput } from '../calendar/clock';
import { daysBetween, type PlainDate } from '../calendar/dates';
import type { WorkCalendar } from '../calendar/workingDays';
import type { ServiceItem, TimeLimit } from '../catalogue/serviceItem';
import type { CaseSummary } from './summary';
import { procedureIn, stageOf, states } from './transitions';

/**
 * The clocks of a case: saying what is missing (five working days, 行政许可法 Art. 32(4)), 法定 and 承诺办结时限, 环节时限 of the
 * present stage, the day until which promised papers come 容缺, ten working days to serve the decision (Art. 44), the days in which a
 * transfer 转办 is to be accepted, and the first day by which an asked office 协办 is to answer. The last two stop nothing else.
 */
export const clockNames = [
  'supplement',
  'promised',
  'statutory',
  'stage',
  'tolerated',
  'delivery',
  'transfer',
  'assistance',
] as const;
export type ClockName = (typeof clockNames)[number];

/** What of a case its clocks are computed from. */
export type ClockFacts = Pick<
  CaseSummary,
  | 'state'
  | 'receivedOn'
  | 'supplementedOn'
  | 'acceptedOn'
  | 'decidedOn'
  | 'deliveredOn'
  | 'endedOn'
  | 'stageSince'
  | 'extensionDays'
  | 'toleratedDueOn'
  | 'pauses'
  | 'transfer'
  | 'askedOf'
>;

/**
 * The day looked at, the calendar, from how many days left a light turns amber, and in how many working days a transfer is to be
 * accepted: no national rule says so, an office sets its own.
 */
export type LookedAt = { calendar: WorkCalendar; today: PlainDate; dueSoon?: number; transferDays?: number };

export type ClockInputs = Partial<Record<ClockName, ClockInput>>;
export type CaseClocks = Partial<Record<ClockName, Clock>>;

const workingDays = (days: number): TimeLimit => ({ days, unit: 'workingDay' });
const noticeLimit = workingDays(5);
const serviceLimit = workingDays(10);

/** From the day of acceptance to that of the decision, or to the end of a case that had none. */
function limitInputs(item: ServiceItem, facts: ClockFacts, at: LookedAt): ClockInputs {
  const { acceptedOn: start, decidedOn, endedOn, pauses, extensionDays } = facts;
  if (start === undefined) return {};
  const stoppedOn = decidedOn ?? endedOn;
  const common = { ...at, start, pauses, stoppedOn };
  return {
    promised: { ...common, limit: item.limits.promised },
    // An extension stretches the statutory limit (行政许可法 Art. 42); what was promised stays promised, and is missed.
    statutory: { ...common, limit: item.limits.statutory, extensionDays },
  };
}

/** While a stage is under way; a special procedure pauses it as it pauses the rest. */
function stageInput(item: ServiceItem, facts: ClockFacts, at: LookedAt): ClockInputs {
  const stage = stageOf(item, facts.state);
  if (!stage?.limit || facts.stageSince === undefined || procedureIn(facts.state) === 'asked') return {};
  return { stage: { ...at, start: facts.stageSince, limit: stage.limit, pauses: facts.pauses } };
}

/** While papers are still to come; the day is fixed, so it is counted in days. */
function toleratedInput({ acceptedOn, toleratedDueOn, endedOn }: ClockFacts, at: LookedAt): ClockInputs {
  if (acceptedOn === undefined || toleratedDueOn === undefined || endedOn !== undefined) return {};
  const days = daysBetween(acceptedOn, toleratedDueOn);
  return { tolerated: { ...at, start: acceptedOn, limit: { days, unit: 'calendarDay' } } };
}

/** While a transfer is on its way, and while offices are asked. A case that has ended waits for neither. */
function elsewhereInputs(facts: ClockFacts, { transferDays = 2, ...at }: LookedAt): ClockInputs {
  const { transfer, askedOf = [], decidedOn, endedOn } = facts;
  if (decidedOn !== undefined || endedOn !== undefined) return {};
  const first = [...askedOf].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0];
  return {
    ...(transfer && !transfer.accepted
      ? { transfer: { ...at, start: transfer.on, limit: workingDays(transferDays) } }
      : {}),
    ...(first
      ? {
          assistance: {
            ...at,
            start: first.on,
            limit: { days: daysBetween(first.on, first.dueOn), unit: 'calendarDay' },
          },
        }
      : {}),
  };
}

/** What each clock that runs, or ran, is computed from. */
export function clockInputs(item: ServiceItem, facts: ClockFacts, looked: LookedAt): ClockInputs {
  const { transferDays: _, ...at } = looked;
  const elsewhere = elsewhereInputs(facts, looked);
  if (facts.state === states.received && facts.acceptedOn === undefined) {
    const start = facts.supplementedOn ?? facts.receivedOn;
    return { supplement: { ...at, start, limit: noticeLimit }, ...elsewhere };
  }
  const { decidedOn, deliveredOn } = facts;
  const toServe = facts.state === states.granted || facts.state === states.awaitingDelivery;
  return {
    ...limitInputs(item, facts, at),
    ...stageInput(item, facts, at),
    ...toleratedInput(facts, at),
    ...elsewhere,
    ...(decidedOn !== undefined && (toServe || deliveredOn !== undefined)
      ? { delivery: { ...at, start: decidedOn, limit: serviceLimit, stoppedOn: deliveredOn } }
      : {}),
  };
}

/** The clocks of a case on the day looked at; each can be explained by `traceClock` of its input. */
export const caseClocks = (item: ServiceItem, facts: ClockFacts, at: LookedAt): CaseClocks =>
  Object.fromEntries(
    Object.entries(clockInputs(item, facts, at)).map(([name, input]) => [name, computeClock(input)]),
  );
