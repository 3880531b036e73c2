import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseEvent } from '@shared/casework/event';
import { formFields, type ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';

export type EventText = { title: string; detail?: string };

/** What happened, as the timeline tells it: the official word, and what the step said. */
export function useEventText(item: ServiceItem) {
  const { t } = useTranslation('case');
  const { t: print } = useTranslation('print');
  const text = useLocaleText();
  return useCallback(
    (event: CaseEvent): EventText => {
      const title = t(`event.${event.type}`);
      const stageName = (id: string) => {
        const stage = item.stages.find((one) => one.id === id);
        return stage ? text(stage.name) : id;
      };
      switch (event.type) {
        case 'application.received':
          return { title, detail: event.payload.provisionalNumber };
        case 'application.amended': {
          const changed = formFields(item).filter((field) => field.id in event.payload.form);
          return { title, detail: changed.map((field) => text(field.label)).join('、') };
        }
        case 'supplement.requested':
          return { title, detail: event.payload.items.map((one) => one.problem).join(' ') };
        case 'application.accepted':
          return { title, detail: event.payload.acceptedOn };
        case 'stage.completed': {
          const { stageId, opinion, staff } = event.payload;
          return { title: `${title} · ${stageName(stageId)}`, detail: `${opinion} ${staff.join('、')}` };
        }
        case 'stage.returned':
          return { title: `${title} · ${stageName(event.payload.toStageId)}`, detail: event.payload.reason };
        case 'decision.granted':
          return { title, detail: event.payload.opinion };
        case 'application.notAccepted':
        case 'decision.refused':
        case 'application.withdrawn':
          return { title, detail: event.payload.reason };
        case 'certificate.issued':
          return { title, detail: event.payload.certificateNumber };
        case 'result.delivered': {
          const { method, recipient, deliveredOn } = event.payload;
          return { title, detail: `${t(`delivery.${method}`)} · ${recipient} · ${deliveredOn}` };
        }
        case 'case.closed':
          return event.payload.note === undefined ? { title } : { title, detail: event.payload.note };
        case 'document.printed':
          return { title: `${title} · ${print(`kind.${event.payload.document}`)}` };
        case 'supplement.received':
          return { title };
      }
    },
    [item, print, t, text],
  );
}
