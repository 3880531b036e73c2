import type { ServiceItem } from '../catalogue/serviceItem';
import { shanghaiDate } from '../calendar/dates';
import type { CaseEvent, FormData, MaterialRecord, Payload } from './event';

/** Who did a step and when, as recorded. */
export type Done = { by: string; name: string; at: string };

/** What a case is made of: the context of the workflow machine, a fold of its events. */
export type CaseState = {
  caseId: string;
  itemCode: string;
  itemVersion: number;
  originDivision: string;
  provisionalNumber: string;
  channel: Payload<'application.received'>['channel'] | undefined;
  form: FormData;
  materials: Record<string, MaterialRecord>;
  received: Done | undefined;
  supplement: (Done & Payload<'supplement.requested'>) | undefined;
  supplemented: Done | undefined;
  accepted: (Done & Payload<'application.accepted'>) | undefined;
  notAccepted: (Done & Payload<'application.notAccepted'>) | undefined;
  stages: (Done & Payload<'stage.completed'>)[];
  returned: (Done & Payload<'stage.returned'>)[];
  decision:
    | (Done & Payload<'decision.granted'> & { kind: 'granted' })
    | (Done & Payload<'decision.refused'> & { kind: 'refused' })
    | undefined;
  certificate: (Done & Payload<'certificate.issued'>) | undefined;
  delivery: (Done & Payload<'result.delivered'>) | undefined;
  withdrawn: (Done & Payload<'application.withdrawn'>) | undefined;
  closed: Done | undefined;
  prints: Record<string, number>;
};

/** A case about which nothing is known yet. */
export const emptyCase = (item: ServiceItem): CaseState => ({
  caseId: '',
  itemCode: item.code,
  itemVersion: item.version,
  originDivision: '',
  provisionalNumber: '',
  channel: undefined,
  form: {},
  materials: {},
  received: undefined,
  supplement: undefined,
  supplemented: undefined,
  accepted: undefined,
  notAccepted: undefined,
  stages: [],
  returned: [],
  decision: undefined,
  certificate: undefined,
  delivery: undefined,
  withdrawn: undefined,
  closed: undefined,
  prints: {},
});

const byId = (records: readonly MaterialRecord[]) =>
  Object.fromEntries(records.map((record) => [record.materialId, record]));

/** The state after one event that the machine has accepted. Pure; checks nothing itself. */
export function applyEvent(state: CaseState, event: CaseEvent): CaseState {
  const done: Done = { by: event.actor.accountId, name: event.actor.name, at: event.recordedAt };
  switch (event.type) {
    case 'application.received': {
      const { itemCode, itemVersion, provisionalNumber, channel, form, materials } = event.payload;
      return {
        ...state,
        caseId: event.caseId,
        originDivision: event.originDivision,
        itemCode,
        itemVersion,
        provisionalNumber,
        channel,
        form,
        materials: byId(materials),
        received: done,
      };
    }
    case 'application.amended':
      return { ...state, form: { ...state.form, ...event.payload.form } };
    case 'supplement.requested':
      return { ...state, supplement: { ...done, ...event.payload } };
    case 'supplement.received':
      return {
        ...state,
        form: { ...state.form, ...event.payload.form },
        materials: { ...state.materials, ...byId(event.payload.materials) },
        supplemented: done,
      };
    case 'application.accepted':
      return { ...state, accepted: { ...done, ...event.payload } };
    case 'application.notAccepted':
      return { ...state, notAccepted: { ...done, ...event.payload } };
    case 'stage.completed':
      return { ...state, stages: [...state.stages, { ...done, ...event.payload }] };
    case 'stage.returned':
      return { ...state, returned: [...state.returned, { ...done, ...event.payload }] };
    case 'decision.granted':
      return { ...state, decision: { ...done, ...event.payload, kind: 'granted' } };
    case 'decision.refused':
      return { ...state, decision: { ...done, ...event.payload, kind: 'refused' } };
    case 'certificate.issued':
      return { ...state, certificate: { ...done, ...event.payload } };
    case 'result.delivered':
      return { ...state, delivery: { ...done, ...event.payload } };
    case 'application.withdrawn':
      return { ...state, withdrawn: { ...done, ...event.payload } };
    case 'case.closed':
      return { ...state, closed: done };
    case 'document.printed': {
      const { document, copies } = event.payload;
      return { ...state, prints: { ...state.prints, [document]: (state.prints[document] ?? 0) + copies } };
    }
  }
}

/** The date in Shanghai on which the case was received; clocks before acceptance start here. */
export const receivedOn = (state: CaseState) => state.received && shanghaiDate(state.received.at);
