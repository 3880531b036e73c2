import type { CaseEvent } from '../../casework/event';
import {
  clerk,
  decider,
  examiner,
  otherDecider,
  sampleEvent,
  samplePayloads,
} from '../../casework/testing/sampleEvents';

/** Numbers that no living person has (domain vectors of GB 11643). */
export const applicantId = '23082819000101001X';
export const agentId = '230828190001020023';
export const agentMobile = '13900005678';
/** Text of an official's own, which may name anybody. */
export const opinion = '经核实张大山患病，符合条件';

/** A case that went through everything that fills a column: agent, special procedure, extension, certificate, post, rating. */
export function fullHistory(): CaseEvent[] {
  const server = { ...clerk, roles: ['windowClerk', 'server'] as const };
  return [
    sampleEvent('application.received', clerk, {
      ...samplePayloads['application.received'],
      form: {
        applicantName: '买买提·阿卜杜拉',
        idNumber: applicantId,
        mobile: '13800001234',
        address: '汤原县香兰镇庆丰村3组12号',
      },
      materials: [
        {
          materialId: 'identity',
          status: 'provided',
          presented: 'copy',
          copies: 2,
          files: [{ sha256: 'a'.repeat(64), name: '张大山身份证.jpg', kind: 'image/jpeg', size: 10 }],
        },
        { materialId: 'proof', status: 'provided', presented: 'original', copies: 1, files: [] },
      ],
      representative: {
        name: '李小河',
        idNumber: agentId,
        mobile: agentMobile,
        relation: '村代办员',
        scope: '代为申请',
      },
    }),
    sampleEvent('application.accepted', clerk),
    sampleEvent('extension.requested', examiner),
    sampleEvent('extension.approved', otherDecider),
    sampleEvent('specialProcedure.requested', examiner),
    sampleEvent('specialProcedure.approved', otherDecider, {
      startedOn: '2026-03-11',
      opinion: '同意举行听证',
    }),
    sampleEvent('specialProcedure.completed', examiner),
    sampleEvent('stage.completed', examiner, { ...samplePayloads['stage.completed'], opinion }),
    sampleEvent('stage.completed', examiner, {
      stageId: 'notice',
      opinion: '公示期内无异议',
      staff: ['乙'],
      startedOn: '2026-03-11',
      completedOn: '2026-03-19',
    }),
    sampleEvent('decision.granted', decider),
    sampleEvent('certificate.issued', decider, {
      certificateNumber: 'YL1',
      validFrom: '2026-03-20',
      validTo: '2031-03-19',
    }),
    sampleEvent(
      'result.delivered',
      { ...server, roles: [...server.roles] },
      {
        method: 'post',
        recipient: '李小河',
        trackingNumber: 'EMS1',
        deliveredOn: '2026-03-21',
      },
    ),
    sampleEvent('case.closed', clerk),
    sampleEvent('service.rated', clerk, { satisfaction: '2', channel: 'window', comment: '张大山说很快' }),
  ];
}
