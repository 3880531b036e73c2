import { useMemo } from 'react';
import { buildDocument } from '@shared/documents/buildDocument';
import { issuingDivision } from '@shared/documents/issuingDivision';
import type { DocumentKind } from '@shared/documents/kind';
import type { DocumentModel } from '@shared/documents/model';
import { documentNumbers } from '@shared/documents/numbers';
import { toleratedAtAcceptance } from '@shared/documents/toleratedAtAcceptance';
import { useKnown } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { useOfficeNames } from './useOfficeNames';

/** What a document of this case says now; undefined until the office's names are there. */
export function useDocumentModel(file: CaseFile, kind: DocumentKind): DocumentModel | undefined {
  const { itemOf } = useKnown();
  const { facts, row, timeline } = file;
  const item = itemOf(facts.itemCode, facts.itemVersion);
  const office = useOfficeNames(item ? issuingDivision(kind, item, facts) : facts.originDivision);
  return useMemo(() => {
    if (!office || !item) return undefined;
    const { promised, statutory } = row.clocks;
    return buildDocument(kind, {
      item,
      state: facts,
      office,
      caseNumber: row.summary.officialNumber,
      numbers: documentNumbers(timeline),
      promisedDue: promised && { date: promised.due, provisional: promised.provisional },
      statutoryDue: statutory && { date: statutory.due, provisional: statutory.provisional },
      toleratedIds: toleratedAtAcceptance(timeline.map(({ event }) => event)),
      itemNames: Object.fromEntries(
        facts.children.map(({ itemCode }) => [itemCode, itemOf(itemCode)?.name['zh-CN'] ?? itemCode]),
      ),
    });
  }, [facts, item, itemOf, kind, office, row, timeline]);
}
