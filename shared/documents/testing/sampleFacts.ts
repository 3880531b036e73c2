import { applyEvent } from '../../casework/applyEvent';
import { emptyCase, type CaseState } from '../../casework/caseState';
import type { CaseEvent } from '../../casework/event';
import {
  clerk,
  decider,
  examiner,
  sampleEvent,
  samplePayloads,
  toleratedPayloads,
} from '../../casework/testing/sampleEvents';
import { sampleItem } from '../../casework/testing/sampleItem';
import type { DocumentFacts } from '../facts';

/** Whole number that must never stand on a page. */
export const sampleIdNumber = '23082819000101001X';

const fold = (events: readonly CaseEvent[]): CaseState => events.reduce(applyEvent, emptyCase(sampleItem));

const received = sampleEvent('application.received', clerk, toleratedPayloads['application.received']);
const accepted = sampleEvent('application.accepted', clerk, toleratedPayloads['application.accepted']);
const examined = sampleEvent('stage.completed', examiner);

/** Cases of the neutral item at the moments at which documents are printed. */
export const sampleCases = {
  received: fold([received]),
  awaitingSupplement: fold([received, sampleEvent('supplement.requested', clerk)]),
  accepted: fold([received, accepted]),
  notAccepted: fold([
    received,
    sampleEvent('application.notAccepted', clerk, {
      ...samplePayloads['application.notAccepted'],
      competentAuthority: '样例市水务局',
    }),
  ]),
  granted: fold([received, accepted, examined, sampleEvent('decision.granted', decider)]),
  refused: fold([received, accepted, examined, sampleEvent('decision.refused', decider)]),
};

export const sampleOffice = {
  prefecture: '样例市',
  county: '样例县',
  township: '样例镇',
  hall: '样例镇便民服务中心',
  consultationPhone: '0454-0000000',
};

/** Facts of a document as the interface gathers them. */
export const sampleFacts = (state: CaseState, more: Partial<DocumentFacts> = {}): DocumentFacts => ({
  item: sampleItem,
  state,
  office: sampleOffice,
  caseNumber: '2308281012026030100000A',
  numbers: { acceptanceNotice: '样乡受〔2026〕12号', grantDecision: '样县〔2026〕3号' },
  promisedDue: { date: '2026-03-16', provisional: false },
  progressUrl: 'https://platform.example/progress/1',
  ...more,
});
