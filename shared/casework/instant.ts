import type { ServiceItem } from '../catalogue/serviceItem';
import { lastDayOfTerm, type PlainDate } from '../calendar/dates';
import type { CaseEventType, Payload } from './event';

/** What a clerk says when a 即办件 is done on the spot. */
export type InstantDecision = {
  opinion: string;
  content: string;
  recipient: string;
  certificateNumber?: string | undefined;
};

type Step = { [T in CaseEventType]: { type: T; payload: Payload<T> } }[CaseEventType];

/** Whether the item is decided at the counter by who accepts it (GB/T 39046-2020 table A.6: 即办件; 行政许可法 Art. 34). */
export const isInstant = ({ handling, stages, samePersonMayDecide, bundle }: ServiceItem): boolean => {
  const [only] = stages;
  return (
    handling === 'instant' &&
    bundle === undefined &&
    samePersonMayDecide &&
    stages.length === 1 &&
    only?.role === 'windowClerk' &&
    only.level === 'township'
  );
};

/**
 * 当场办结: acceptance, decision, certificate, service and closing in one step at the counter, each still an event of its own,
 * because each is what happened.
 */
export function instantSteps(item: ServiceItem, today: PlainDate, said: InstantDecision): Step[] {
  const { opinion, content, recipient, certificateNumber } = said;
  const { certificate } = item;
  const validTo =
    certificate?.validYears === undefined ? {} : { validTo: lastDayOfTerm(today, certificate.validYears) };
  return [
    { type: 'application.accepted', payload: { acceptedOn: today } },
    { type: 'decision.granted', payload: { opinion, content, decidedOn: today } },
    ...(certificate && certificateNumber !== undefined
      ? [
          {
            type: 'certificate.issued' as const,
            payload: { certificateNumber, validFrom: today, ...validTo },
          },
        ]
      : []),
    { type: 'result.delivered', payload: { method: 'direct', recipient, deliveredOn: today } },
    { type: 'case.closed', payload: {} },
  ];
}
