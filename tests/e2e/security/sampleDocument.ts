import type { DocumentModel } from '../../../shared/documents/model';

/** Text that would be markup, and a script, if the layout let it. */
export const hostileText =
  '<script>document.title="ran"</script><img src=x onerror="document.title=\'ran\'">';

/** A receipt of nobody whose every free text tries to be more than text. */
export const sampleDocument: DocumentModel = {
  kind: 'receipt',
  template: 'receipt',
  title: hostileText,
  organ: hostileText,
  documentNumber: '',
  numberPending: true,
  caseNumber: '',
  provisionalNumber: 'XLZ1-0001',
  caseNumberPending: true,
  addressee: hostileText,
  particulars: [{ label: '事项', value: hostileText, wide: true }],
  materials: [{ number: 1, name: hostileText, presented: '原件', copies: 1, status: '已收' }],
  supplements: [],
  served: [],
  paragraphs: [hostileText],
  remedies: [],
  notes: [hostileText],
  date: '2026年11月23日',
  seal: '受理专用章',
  handledBy: '',
  copiesNote: '',
  contacts: [],
  printNumber: 1,
  progressUrl: '',
};
