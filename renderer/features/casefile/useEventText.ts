import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseEvent } from '@shared/casework/event';
import { formFields, type ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText, useSession } from '../../app/context';
import { dateWords } from '../../ui/DateText';
import { useDivisionName } from '../../ui/form/useDivisionName';
import { isSigned } from '../review/receiptParts';
import { seesRatings } from './seesRatings';
import { usePartText } from './usePartText';

export type EventText = { title: string; detail?: string };

/** What happened, as the timeline tells it: the official word, and what the step said. */
export function useEventText(item: ServiceItem) {
  const { t, i18n } = useTranslation('case');
  const { t: print } = useTranslation('print');
  const text = useLocaleText();
  const { account } = useSession();
  const { language } = i18n;
  const rating = seesRatings(account);
  const office = useDivisionName();
  const partText = usePartText(item);
  return useCallback(
    (event: CaseEvent): EventText => {
      const title = t(`event.${event.type}`);
      const day = (date: string) => dateWords(date, language);
      const list = (all: readonly string[]) => all.join(language === 'en' ? ', ' : '、');
      const lines = (...parts: (string | undefined)[]): EventText => {
        const said = parts.filter((part) => part !== undefined && part !== '');
        return said.length === 0 ? { title } : { title, detail: said.join('\n') };
      };
      const nameIn = (all: readonly { id: string; name: ServiceItem['name'] }[], id: string) => {
        const found = all.find((one) => one.id === id);
        return found ? text(found.name) : id;
      };
      const fieldNames = (form: object) =>
        list(
          formFields(item)
            .filter((field) => field.id in form)
            .map((field) => text(field.label)),
        );
      const named = (name: string, rest: EventText): EventText => ({ ...rest, title: `${title} · ${name}` });
      switch (event.type) {
        case 'application.received': {
          const { provisionalNumber, representative } = event.payload;
          return lines(
            provisionalNumber,
            representative && `${representative.name}（${representative.relation}）`,
          );
        }
        case 'application.amended': {
          const materials = (event.payload.materials ?? []).map((one) =>
            nameIn(item.materials, one.materialId),
          );
          return lines(list([fieldNames(event.payload.form), ...materials].filter((name) => name !== '')));
        }
        case 'supplement.requested': {
          const { items, repeatReason } = event.payload;
          const asked = lines(
            items.map((one) => one.problem).join(' '),
            repeatReason && t('detail.repeat', { reason: repeatReason }),
          );
          return repeatReason === undefined ? asked : { ...asked, title: t('askedAgain') };
        }
        case 'supplement.received':
        case 'tolerated.supplied':
          return lines(list(event.payload.materials.map((one) => nameIn(item.materials, one.materialId))));
        case 'application.accepted': {
          const { acceptedOn, tolerated } = event.payload;
          return lines(
            t('detail.acceptedOn', { date: day(acceptedOn) }),
            tolerated && t('detail.tolerated', { name: tolerated.promisedBy, date: day(tolerated.dueOn) }),
          );
        }
        case 'application.deemedAccepted':
          return lines(t('detail.deemed', { date: day(event.payload.acceptedOn) }), event.payload.note);
        case 'application.notAccepted': {
          const { ground, reason, competentAuthority } = event.payload;
          return lines(
            t('detail.notAccepted', { ground: t(`ground.${ground}`), reason }),
            competentAuthority && t('detail.authority', { authority: competentAuthority }),
          );
        }
        case 'stage.completed': {
          const { stageId, opinion, staff, startedOn, completedOn } = event.payload;
          const span = { from: day(startedOn ?? completedOn), to: day(completedOn) };
          return named(
            nameIn(item.stages, stageId),
            lines(opinion, t('detail.staff', { names: list(staff) }), t('detail.startedTo', span)),
          );
        }
        case 'stage.skipped':
          return named(nameIn(item.stages, event.payload.stageId), lines(event.payload.reason));
        case 'stage.returned':
          return named(nameIn(item.stages, event.payload.toStageId), lines(event.payload.reason));
        case 'specialProcedure.requested': {
          const { procedureId, reason, expectedDays } = event.payload;
          const expected = expectedDays && t('detail.expected', { count: expectedDays });
          return named(nameIn(item.specialProcedures, procedureId), lines(reason, expected || undefined));
        }
        case 'specialProcedure.approved':
          return lines(t('detail.startedOn', { date: day(event.payload.startedOn) }), event.payload.opinion);
        case 'specialProcedure.completed':
          return lines(event.payload.result, t('detail.endedOn', { date: day(event.payload.endedOn) }));
        case 'extension.requested':
        case 'extension.approved': {
          const unit = t(`unit.${item.limits.statutory.unit}`);
          const { payload } = event;
          return lines(
            t('detail.extension', { count: payload.days, unit }),
            'reason' in payload ? payload.reason : t('detail.approvedOn', { date: day(payload.approvedOn) }),
          );
        }
        case 'decision.granted':
          return lines(event.payload.opinion);
        case 'decision.refused':
          return lines(event.payload.reason, event.payload.basis);
        case 'specialProcedure.rejected':
        case 'extension.rejected':
        case 'application.withdrawn':
          return lines(event.payload.reason);
        case 'case.terminated': {
          const { ground, reason, forwardedTo } = event.payload;
          return named(
            t(`termination.${ground}`),
            lines(reason, forwardedTo && t('detail.forwardedTo', { office: forwardedTo })),
          );
        }
        case 'certificate.issued': {
          const { certificateNumber, validFrom, validTo } = event.payload;
          const from = day(validFrom);
          return lines(
            certificateNumber,
            validTo === undefined
              ? t('detail.valid', { from })
              : t('detail.validTo', { from, to: day(validTo) }),
          );
        }
        case 'result.delivered': {
          const { method, recipient, relation, deliveredOn, place, trackingNumber } = event.payload;
          const { refusalReason, witnesses = [], servers = [] } = event.payload;
          const how = { method: t(`delivery.${method}`), recipient, date: day(deliveredOn) };
          return lines(
            !isSigned[method]
              ? t('detail.deliveredFor', how)
              : relation
                ? t('detail.deliveredAs', { ...how, relation })
                : t('detail.delivered', how),
            place && t('detail.place', { place }),
            trackingNumber && t('detail.tracking', { number: trackingNumber }),
            refusalReason && t('detail.leftBecause', { reason: refusalReason }),
            witnesses.length > 0 ? t('detail.witnesses', { names: list(witnesses) }) : undefined,
            servers.length > 0 ? t('detail.servers', { names: list(servers) }) : undefined,
          );
        }
        case 'bundle.opened':
          return lines(t('detail.bundle', { count: event.payload.children.length }));
        case 'bundle.childFinished':
          return lines(t(`closure.${closureOf[event.payload.outcome]}`));
        case 'case.closed':
          return lines(event.payload.note);
        case 'service.rated': {
          const { satisfaction, comment } = event.payload;
          return rating ? lines(t(`satisfaction.${satisfaction}`), comment) : lines(t('detail.rated'));
        }
        case 'case.archived': {
          const { archiveNumber: number, pages } = event.payload;
          return lines(
            pages === undefined
              ? t('detail.archiveNumber', { number })
              : t('detail.archive', { number, count: pages }),
          );
        }
        case 'record.corrected':
          return lines(
            t('detail.corrected', { fields: fieldNames(event.payload.form), reason: event.payload.reason }),
          );
        case 'afterCheck.recorded': {
          const { checkId, outcome, finding, staff } = event.payload;
          const check = nameIn(item.afterChecks, checkId);
          return lines(
            t('detail.checked', { check, outcome: t(`checkOutcome.${outcome}`), finding }),
            t('detail.staff', { names: list(staff) }),
          );
        }
        case 'case.transferred': {
          const { fromDivision, toDivision, parts, reason } = event.payload;
          const names = parts.map((part) => partText(part));
          const way = { from: office(fromDivision), to: office(toDivision), parts: list(names) };
          return lines(t('detail.transferredTo', way), reason);
        }
        case 'transfer.accepted':
          return lines(event.payload.note);
        case 'transfer.returned':
        case 'transfer.recalled':
        case 'assistance.recalled':
          return lines(event.payload.reason);
        case 'assistance.requested': {
          const { toDivision, question, dueOn, waits } = event.payload;
          const asked = { office: office(toDivision), date: day(dueOn) };
          return lines(
            question,
            t('detail.askedOf', asked),
            t(waits ? 'detail.askedWaits' : 'detail.askedGoesOn'),
          );
        }
        case 'assistance.answered': {
          const { conclusion, opinion } = event.payload;
          return lines(t('detail.answered', { conclusion: t(`conclusion.${conclusion}`), opinion }));
        }
        case 'document.printed':
          return named(print(`kind.${event.payload.document}`), lines());
      }
    },
    [item, language, office, partText, print, rating, t, text],
  );
}

/** How a child's ending is called among the closure kinds 办结结果. */
const closureOf = {
  granted: 'granted',
  refused: 'refused',
  notAccepted: 'notAccepted',
  withdrawn: 'withdrawn',
  terminated: 'discontinued',
} as const;
