import type { OfficeLevel, Role } from '../../catalogue/serviceItem';
import type { Actor } from '../event';

const township = '230828101';
const divisionOf: Record<OfficeLevel, string> = { township, county: township.slice(0, 6) };
/** Another township of the county, to which cases are transferred and which is asked. */
export const castElsewhere = '230828201';
const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

const person = (n: number, name: string, roles: [Role, ...Role[]], level: OfficeLevel): Actor => ({
  accountId: uuid(n),
  name,
  roles,
  divisionCode: divisionOf[level],
});

const elsewhere = (n: number, name: string, roles: [Role, ...Role[]]): Actor => ({
  ...person(n, name, roles, 'township'),
  divisionCode: castElsewhere,
});

/** Township office in which the cast works. */
export const castOrigin = township;

/** Everybody that a workflow may need, two of each who approve, so that separation of duties never stands in the way. */
export const cast: readonly Actor[] = [
  person(0x701, '窗口甲', ['windowClerk'], 'township'),
  person(0x702, '帮办乙', ['agent'], 'township'),
  person(0x703, '送达丙', ['server'], 'township'),
  person(0x704, '乡审查', ['examiner'], 'township'),
  person(0x705, '乡审核', ['reviewer'], 'township'),
  person(0x706, '乡批准一', ['decider'], 'township'),
  person(0x707, '乡批准二', ['decider'], 'township'),
  person(0x708, '县审查', ['examiner'], 'county'),
  person(0x709, '县审核', ['reviewer'], 'county'),
  person(0x70a, '县批准一', ['decider'], 'county'),
  person(0x70b, '县批准二', ['decider'], 'county'),
  person(0x70c, '县监督', ['supervisor'], 'county'),
  elsewhere(0x711, '邻乡窗口', ['windowClerk']),
  elsewhere(0x712, '邻乡审查', ['examiner']),
  elsewhere(0x713, '邻乡审核', ['reviewer']),
  elsewhere(0x714, '邻乡批准一', ['decider']),
  elsewhere(0x715, '邻乡批准二', ['decider']),
];
