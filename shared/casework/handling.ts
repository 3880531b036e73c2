import { z } from 'zod';
import type { OfficeLevel, ServiceItem, Stage } from '../catalogue/serviceItem';
import type { Assistance, CaseState, Transfer } from './caseState';
import type { DivisionCode } from './identifiers';

/**
 * A part of a case that an office does: the window's work (acceptance, supplement, service, closing), or one stage. What is
 * transferred 转办 is transferred by parts.
 */
export const CasePart = z.string().regex(/^(window|stage\.[a-z][A-Za-z0-9]{0,39})$/);
export type CasePart = z.infer<typeof CasePart>;

export const windowPart: CasePart = 'window';
export const stagePart = ({ id }: Pick<Stage, 'id'>): CasePart => `stage.${id}`;

export const countyOf = (division: DivisionCode): DivisionCode => division.slice(0, 6);

export const levelOf = (division: DivisionCode): OfficeLevel =>
  division.length === 6 ? 'county' : 'township';

/** The office that acts at this level for a case received in `origin`, where nothing was transferred. */
export const officeAt = (level: OfficeLevel, origin: DivisionCode): DivisionCode =>
  level === 'township' ? origin : countyOf(origin);

type Handled = Pick<CaseState, 'originDivision' | 'handling'>;

/** The office that does a part now: the one it was transferred to, else the one of its level. */
export const officeOf = (state: Handled, part: CasePart, level: OfficeLevel): DivisionCode =>
  state.handling[part] ?? officeAt(level, state.originDivision);

const isOver = ({ withdrawn, terminated, notAccepted, decision }: CaseState): boolean =>
  (withdrawn ?? terminated ?? notAccepted ?? decision) !== undefined;

/** The transfer that nobody has accepted, sent back or recalled yet, if there is one. */
export const openTransfer = (state: CaseState): Transfer | undefined => {
  const last = state.transfers.at(-1);
  const isOpen = last && !last.accepted && !last.returned && !last.recalled && !isOver(state);
  return isOpen ? last : undefined;
};

/** Offices whose opinion was asked 协办 and that have not answered. */
export const openAssistances = (state: CaseState): Assistance[] =>
  isOver(state) ? [] : state.assistances.filter(({ answered, recalled }) => !answered && !recalled);

/**
 * Offices whose people see the case: the one that received it, its county, those that do a part of it, the one that a transfer waits
 * for, and those that were asked and have not answered. Who did a part once and does it no more keeps what came until then.
 */
export function officesConcerned(state: CaseState): DivisionCode[] {
  const open = openTransfer(state);
  const offices = [
    state.originDivision,
    countyOf(state.originDivision),
    ...Object.values(state.handling),
    ...(open ? [open.requested.toDivision] : []),
    ...openAssistances(state).map(({ requested }) => requested.toDivision),
  ];
  return [...new Set(offices)];
}

/** The level that a part belongs to by the item's definition; undefined for a part that the item does not have. */
export function levelOfPart(item: ServiceItem, part: CasePart): OfficeLevel | undefined {
  if (part === windowPart) return 'township';
  return item.stages.find((stage) => stagePart(stage) === part)?.level;
}

/**
 * Whether a part may be done at either level. The window is a township's, and the power to decide is given by law to a level (职权法定);
 * to look, to visit, to check may be left to any office of the county.
 */
export const isLevelFixed = (item: ServiceItem, part: CasePart): boolean => {
  const last = item.stages.at(-1);
  return part === windowPart || (last !== undefined && part === stagePart(last));
};

/**
 * The parts that go along when the work on `present` is transferred to `toDivision`: it and what comes after it in the same office,
 * as far as that office may do it.
 */
export function partsToTransfer(
  item: ServiceItem,
  state: Handled,
  present: CasePart,
  toDivision: DivisionCode,
): CasePart[] {
  const parts = [windowPart, ...item.stages.map(stagePart)];
  const from = parts.indexOf(present);
  const level = levelOfPart(item, present);
  if (from < 0 || level === undefined) return [];
  const office = officeOf(state, present, level);
  return parts.slice(from).filter((part) => {
    const own = levelOfPart(item, part);
    if (own === undefined || officeOf(state, part, own) !== office) return false;
    return !isLevelFixed(item, part) || levelOf(toDivision) === own;
  });
}
