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
export const otherDecider: Actor = {
  accountId: uuid(5),
  name: '戊',
  roles: ['decider'],
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
      { materialId: 'proof', status: 'provided', presented: 'original', copies: 1, files: [] },
    ],
  },
  'application.amended': { form: { address: '另一村' } },
  'supplement.requested': { items: [{ problem: '缺少证明', remedy: '请补交原件' }] },
  'supplement.received': { form: {}, materials: [] },
  'application.accepted': { acceptedOn: '2026-03-02' },
  'application.deemedAccepted': { acceptedOn: '2026-03-01' },
  'application.notAccepted': { ground: 'otherAuthority', reason: '不属于本机关职权' },
  'stage.completed': {
    stageId: 'examination',
    opinion: '符合条件',
    staff: ['乙', '丁'],
    startedOn: '2026-03-03',
    completedOn: '2026-03-10',
  },
  'tolerated.supplied': {
    materials: [{ materialId: 'proof', status: 'provided', presented: 'original', copies: 1, files: [] }],
  },
  'stage.skipped': { stageId: 'objection', reason: '公示期内无人提出异议' },
  'specialProcedure.requested': { procedureId: 'hearing', reason: '申请人要求听证' },
  'specialProcedure.approved': { startedOn: '2026-03-11' },
  'specialProcedure.rejected': { reason: '不属于听证范围' },
  'specialProcedure.completed': { result: '听证会已举行', endedOn: '2026-03-13' },
  'extension.requested': { days: 10, reason: '案情复杂' },
  'extension.approved': { days: 5, approvedOn: '2026-03-16' },
  'extension.rejected': { reason: '可以按期办结' },
  'stage.returned': { stageId: 'notice', toStageId: 'examination', reason: '面积需复核' },
  'decision.granted': { opinion: '同意', content: '准予', decidedOn: '2026-03-20' },
  'decision.refused': { reason: '不符合条件', basis: '样例办法第一条', decidedOn: '2026-03-20' },
  'certificate.issued': { certificateNumber: 'YL1', validFrom: '2026-03-20' },
  'result.delivered': { method: 'direct', recipient: '样例', deliveredOn: '2026-03-21' },
  'application.withdrawn': { reason: '申请人要求撤回' },
  'case.terminated': { ground: 'discontinued', reason: '申请人死亡' },
  'bundle.opened': { children: [{ childId: 'child', caseId: uuid(60), itemCode: 'TST-002' }] },
  'bundle.childFinished': { childId: 'child', outcome: 'granted' },
  'case.closed': {},
  'service.rated': { satisfaction: '1', channel: 'window' },
  'case.archived': { archiveNumber: '2026-30-0001' },
  'record.corrected': { form: { address: '第三村' }, reason: '录入错误' },
  'afterCheck.recorded': {
    checkId: 'completion',
    outcome: 'sound',
    finding: '与批准内容一致',
    staff: ['乙'],
    checkedOn: '2026-06-01',
  },
  'case.transferred': {
    fromDivision: '230828',
    toDivision: '230828201',
    parts: ['stage.examination'],
    reason: '申请人居住地在该乡，由其就近调查',
  },
  'transfer.accepted': {},
  'transfer.returned': { reason: '不在本乡辖区' },
  'transfer.recalled': { reason: '转错机构' },
  'assistance.requested': {
    toDivision: '230828201',
    question: '申请人在你乡是否另有宅基地',
    dueOn: '2026-03-12',
    waits: true,
  },
  'assistance.answered': { requestId: uuid(70), conclusion: 'informed', opinion: '没有' },
  'assistance.recalled': { requestId: uuid(70), reason: '不再需要' },
  'document.printed': { document: 'receipt', copies: 1 },
};

/** 容缺受理: the same application with a paper that is promised for later. */
export const toleratedPayloads = {
  'application.received': {
    ...samplePayloads['application.received'],
    materials: samplePayloads['application.received'].materials.map((record) =>
      record.materialId === 'proof' ? { ...record, status: 'tolerated' as const, copies: 0 } : record,
    ),
  },
  'application.accepted': {
    acceptedOn: '2026-03-02',
    tolerated: { dueOn: '2026-03-10', promisedBy: '样例' },
  },
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
