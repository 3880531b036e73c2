import { expect, it } from 'vitest';
import type { DocumentModel } from '@shared/documents/model';
import { documentFileName } from './fileName';

const model: DocumentModel = {
  kind: 'grantDecision',
  template: 'decision',
  title: '准予行政给付决定书',
  organ: '香兰镇人民政府',
  documentNumber: '香政给〔2026〕12号',
  numberPending: false,
  caseNumber: 'GF/1',
  provisionalNumber: '暂1',
  caseNumberPending: false,
  addressee: '王秀兰',
  particulars: [],
  materials: [],
  supplements: [],
  served: [],
  paragraphs: [],
  remedies: [],
  notes: [],
  date: '2026年3月2日',
  seal: '公章',
  handledBy: '甲',
  copiesNote: '',
  contacts: [],
  printNumber: 1,
  progressUrl: '',
};

it.each([
  [{}, '准予行政给付决定书-香政给〔2026〕12号.pdf'],
  [{ numberPending: true }, '准予行政给付决定书-GF-1.pdf'],
  [{ numberPending: true, caseNumberPending: true }, '准予行政给付决定书-暂1.pdf'],
  [{ printNumber: 2 }, '准予行政给付决定书-香政给〔2026〕12号-补打2.pdf'],
  [{ title: '..\\..//a:b' }, '..-..--a-b-香政给〔2026〕12号.pdf'],
])('names a file by title and number %o', (change, name) => {
  const file = documentFileName({ ...model, ...change });
  expect(file).toBe(name);
  expect(file).not.toContain(model.addressee);
});
