import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { DocumentKind } from '../../shared/documents/kind';
import type { DocumentModel } from '../../shared/documents/model';
import { papersAtEnd } from '../fixtures/papers';
import { readHistories } from '../fixtures/readHistories';
import { clerkAtWork, test } from './office';
import { comparable, pagesOfPdf, textOfPdf } from './reading';

/** One paper of each kind that the worked histories end with, the fullest of each. */
function onePaperOfEachKind(): Map<DocumentKind, DocumentModel> {
  const papers = new Map<DocumentKind, DocumentModel>();
  const size = (model: DocumentModel | undefined) => JSON.stringify(model ?? '').length;
  for (const history of readHistories())
    for (const one of [history, ...history.others])
      for (const model of papersAtEnd(one))
        if (size(model) > size(papers.get(model.kind))) papers.set(model.kind, model);
  return papers;
}

test('every kind of document becomes a PDF that says all of its words, on pages of A4', async ({
  windowPc,
}) => {
  const papers = onePaperOfEachKind();
  expect([...papers.keys()].sort()).toEqual([...DocumentKind.options].sort());
  const { page } = await clerkAtWork(windowPc);
  for (const [kind, model] of papers) {
    const printed = await page.evaluate(
      (document) =>
        (
          window as unknown as { longjiang: { call: (name: string, input: unknown) => Promise<unknown> } }
        ).longjiang.call('document.print', document),
      model,
    );
    expect(printed, kind).toMatchObject({ kind: 'savedAsPdf' });
    const file = path.join(windowPc.folder.prints, `${kind}.pdf`);
    renameSync((printed as { path: string }).path, file);
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    const { width, height, count } = await pagesOfPdf(file);
    expect([Math.round(width), Math.round(height)], kind).toEqual([595, 842]);
    expect(count, kind).toBeLessThanOrEqual(2);
    const text = await textOfPdf(file);
    const { title, organ, paragraphs, afterwards = [], remedies, notes, table } = model;
    for (const words of [title, organ, ...paragraphs, ...afterwards, ...remedies, ...notes])
      expect(text, kind).toContain(comparable(words));
    for (const cell of table?.rows.flat() ?? []) expect(text, kind).toContain(comparable(cell));
  }
});
