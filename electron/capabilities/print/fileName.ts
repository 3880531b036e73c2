import type { DocumentModel } from '@shared/documents/model';

/**
 * Name of a document's PDF file: its title and its number, never a person. Characters that a file system does not take
 * become hyphens.
 */
export function documentFileName(document: DocumentModel): string {
  const { title, documentNumber, numberPending, caseNumber, caseNumberPending, provisionalNumber } = document;
  const known = caseNumberPending ? provisionalNumber : caseNumber;
  const number = numberPending || documentNumber === '' ? known : documentNumber;
  const reprint = document.printNumber > 1 ? `-补打${document.printNumber}` : '';
  const name = `${title}-${number}${reprint}`.replace(/[\p{Cc}\\/:*?"<>|]/gu, '-').slice(0, 120);
  return `${name}.pdf`;
}
