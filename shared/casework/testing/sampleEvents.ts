import type { Actor, CaseEvent, CaseEventType, Payload } from '../event';
import { CaseEvent as CaseEventSchema } from '../event';
import { sampleItem } from './sampleItem';

const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export const clerk: Actor = {
  accountId: uuid(1),
  name: '甲',
  roles: ['windowClerk'],
  divisionCode: '230828101',
};
export const otherTownshipClerk: Actor = { ...clerk, accountId: uuid(2), divisionCode: '230828201' };
export const examiner: Actor = {
  accountId: uuid(3),
  name: '乙',
  roles: ['examiner'],
  divisionCode: '230828',
};
export const decider: Actor = { accountId: uuid(4), name: '丙', roles: ['decider'], divisionCode: '230828' };

/** A payload of each type that the sample item's machine takes at the right moment. */
export const samplePayloads: { [T in CaseEventType]: Payload<T> } = {
  'application.received': {
    itemCode: sampleItem.code,
    itemVersion: sampleItem.version,
    provisionalNumber: '暂1',
    channel: 'window',
    form: { applicantName: '样例', idNumber: '23082819000101001X', mobile: '13800001234', address: '某村' },
    materials: [
      { materialId: 'identity', status: 'provided', presented: 'copy', copies: 1, files: [] },
      { materialId: 'proof', status: 'tolerated', presented: 'original', copies: 0, files: [] },
    ],
  },
  'application.amended': { form: { address: '另一村' } },
  'supplement.requested': { items: [{ problem: '缺少证明', remedy: '请补交原件' }] },
  'supplement.received': { form: {}, materials: [] },
  'application.accepted': { acceptedOn: '2026-03-02' },
  'application.notAccepted': { ground: 'otherAuthority', reason: '不属于本机关职权' },
  'stage.completed': {
    stageId: 'examination',
    opinion: '符合条件',
    staff: ['乙', '丁'],
    startedOn: '2026-03-03',
    completedOn: '2026-03-10',
  },
  'stage.returned': { stageId: 'notice', toStageId: 'examination', reason: '面积需复核' },
  'decision.granted': { opinion: '同意', content: '准予', decidedOn: '2026-03-20' },
  'decision.refused': { reason: '不符合条件', basis: '样例办法第一条', decidedOn: '2026-03-20' },
  'certificate.issued': { certificateNumber: 'YL1', validFrom: '2026-03-20' },
  'result.delivered': { method: 'direct', recipient: '样例', deliveredOn: '2026-03-21' },
  'application.withdrawn': { reason: '申请人要求撤回' },
  'case.closed': {},
  'document.printed': { document: 'receipt', copies: 1 },
};

let made = 100;

/** Makes a whole event, parsed by the schema as it would be at an edge. */
export function sampleEvent<T extends CaseEventType>(
  type: T,
  actor: Actor,
  payload: Payload<T> = samplePayloads[type],
): CaseEvent {
  made += 1;
  return CaseEventSchema.parse({
    id: uuid(made),
    caseId: uuid(50),
    baseVersion: 0,
    originDivision: '230828101',
    actor,
    recordedAt: '2026-03-01T09:30:00+08:00',
    type,
    payload,
  });
}
