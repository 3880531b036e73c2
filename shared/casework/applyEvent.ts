import { shanghaiDate } from '../calendar/dates';
import { doneBy, type Assistance, type CaseState } from './caseState';
import { happenedAt, type CaseEvent, type FormData, type MaterialRecord } from './event';

const byId = (records: readonly MaterialRecord[]) =>
  Object.fromEntries(records.map((record) => [record.materialId, record]));

/** Puts more into the last entry of a list; nothing where the list is empty, which the machine does not allow. */
function amendLast<T>(list: readonly T[], more: Partial<T>): T[] {
  const last = list.at(-1);
  return last === undefined ? [] : [...list.slice(0, -1), { ...last, ...more }];
}

/** Puts more into the request of that id. */
const amendAsked = (state: CaseState, requestId: string, more: Partial<Assistance>): CaseState => ({
  ...state,
  assistances: state.assistances.map((one) => (one.id === requestId ? { ...one, ...more } : one)),
});

/** The values that a correction is about to replace. */
const replaced = (form: FormData, corrected: FormData): FormData =>
  Object.fromEntries(Object.keys(corrected).map((field) => [field, form[field] ?? null]));

/** The state after one event that the machine has accepted. Pure; checks nothing itself. */
export function applyEvent(state: CaseState, event: CaseEvent): CaseState {
  const done = doneBy(event);
  const today = shanghaiDate(happenedAt(event));
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
        representative: event.payload.representative,
        bundleOf: event.payload.bundle,
        form,
        materials: byId(materials),
        received: done,
      };
    }
    case 'application.amended':
      return {
        ...state,
        form: { ...state.form, ...event.payload.form },
        materials: { ...state.materials, ...byId(event.payload.materials ?? []) },
      };
    case 'supplement.requested': {
      const supplement = { ...done, ...event.payload };
      return {
        ...state,
        supplement,
        supplements: [...state.supplements, supplement],
        supplemented: undefined,
      };
    }
    case 'supplement.received':
      return {
        ...state,
        form: { ...state.form, ...event.payload.form },
        materials: { ...state.materials, ...byId(event.payload.materials) },
        supplemented: done,
      };
    case 'application.accepted':
    case 'application.deemedAccepted': {
      const deemed = event.type === 'application.deemedAccepted';
      const { acceptedOn } = event.payload;
      const tolerated = 'tolerated' in event.payload ? { tolerated: event.payload.tolerated } : {};
      // A deemed acceptance is backdated; its first stage begins when somebody takes it up.
      return {
        ...state,
        accepted: { ...done, acceptedOn, ...tolerated, deemed },
        stageSince: deemed ? today : acceptedOn,
      };
    }
    case 'application.notAccepted':
      return { ...state, notAccepted: { ...done, ...event.payload } };
    case 'tolerated.supplied':
      return { ...state, materials: { ...state.materials, ...byId(event.payload.materials) } };
    case 'stage.completed':
      return {
        ...state,
        stages: [...state.stages, { ...done, ...event.payload }],
        stageSince: event.payload.completedOn,
      };
    case 'stage.skipped':
      return { ...state, skipped: [...state.skipped, { ...done, ...event.payload }], stageSince: today };
    case 'stage.returned':
      return { ...state, returned: [...state.returned, { ...done, ...event.payload }], stageSince: today };
    case 'specialProcedure.requested':
      return { ...state, procedures: [...state.procedures, { requested: { ...done, ...event.payload } }] };
    case 'specialProcedure.approved':
      return {
        ...state,
        procedures: amendLast(state.procedures, { approved: { ...done, ...event.payload } }),
      };
    case 'specialProcedure.rejected':
      return {
        ...state,
        procedures: amendLast(state.procedures, { rejected: { ...done, ...event.payload } }),
      };
    case 'specialProcedure.completed':
      return {
        ...state,
        procedures: amendLast(state.procedures, { completed: { ...done, ...event.payload } }),
      };
    case 'extension.requested':
      return { ...state, extensions: [...state.extensions, { requested: { ...done, ...event.payload } }] };
    case 'extension.approved':
      return {
        ...state,
        extensions: amendLast(state.extensions, { approved: { ...done, ...event.payload } }),
      };
    case 'extension.rejected':
      return {
        ...state,
        extensions: amendLast(state.extensions, { rejected: { ...done, ...event.payload } }),
      };
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
    case 'case.terminated':
      return { ...state, terminated: { ...done, ...event.payload } };
    case 'bundle.opened':
      return { ...state, children: event.payload.children };
    case 'bundle.childFinished': {
      const { childId, outcome } = event.payload;
      const children = state.children.map((child) =>
        child.childId === childId ? { ...child, outcome } : child,
      );
      return { ...state, children };
    }
    case 'case.closed':
      return { ...state, closed: done };
    case 'service.rated':
      return { ...state, rating: { ...done, ...event.payload } };
    case 'case.archived':
      return { ...state, archived: { ...done, ...event.payload } };
    case 'record.corrected': {
      const before = replaced(state.form, event.payload.form);
      return {
        ...state,
        form: { ...state.form, ...event.payload.form },
        corrections: [...state.corrections, { ...done, ...event.payload, before }],
      };
    }
    case 'afterCheck.recorded':
      return { ...state, afterChecks: [...state.afterChecks, { ...done, ...event.payload }] };
    case 'case.transferred':
      return {
        ...state,
        transfers: [...state.transfers, { id: event.id, requested: { ...done, ...event.payload } }],
      };
    case 'transfer.accepted': {
      const { parts = [], toDivision = '' } = state.transfers.at(-1)?.requested ?? {};
      return {
        ...state,
        handling: { ...state.handling, ...Object.fromEntries(parts.map((part) => [part, toDivision])) },
        transfers: amendLast(state.transfers, { accepted: { ...done, ...event.payload } }),
      };
    }
    case 'transfer.returned':
      return {
        ...state,
        transfers: amendLast(state.transfers, { returned: { ...done, ...event.payload } }),
      };
    case 'transfer.recalled':
      return {
        ...state,
        transfers: amendLast(state.transfers, { recalled: { ...done, ...event.payload } }),
      };
    case 'assistance.requested': {
      const { divisionCode: fromDivision } = event.actor;
      const requested = { ...done, ...event.payload };
      return { ...state, assistances: [...state.assistances, { id: event.id, fromDivision, requested }] };
    }
    case 'assistance.answered':
      return amendAsked(state, event.payload.requestId, { answered: { ...done, ...event.payload } });
    case 'assistance.recalled':
      return amendAsked(state, event.payload.requestId, { recalled: { ...done, ...event.payload } });
    case 'document.printed': {
      const { document, copies } = event.payload;
      return { ...state, prints: { ...state.prints, [document]: (state.prints[document] ?? 0) + copies } };
    }
  }
}
