import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyCase } from '../casework/caseState';
import { sampleItem } from '../casework/testing/sampleItem';
import { buildDocument } from './buildDocument';
import { documentsOf } from './documentsOf';
import { DocumentKind } from './kind';
import type { DocumentModel } from './model';
import { renderDocument } from './renderDocument';
import { sampleCases, sampleFacts } from './testing/sampleFacts';

const folder = resolve(import.meta.dirname, '../../resources/documents');
const read = (name: string) => readFileSync(resolve(folder, name), 'utf8');
const parts = Object.fromEntries(
  readdirSync(resolve(folder, 'parts')).map((name) => [name.replace('.html', ''), read(`parts/${name}`)]),
);
const render = (model: DocumentModel) =>
  renderDocument(model, {
    template: read(`${model.template}.html`),
    css: read('document.css'),
    parts,
    qrSvg: '<svg id="qr"></svg>',
  });
const all = Object.values(sampleCases).flatMap((state) =>
  documentsOf(state, sampleItem).map((kind) => buildDocument(kind, sampleFacts(state))),
);

describe('a rendered document', () => {
  it('has a template of the same name for every kind', () => {
    const [model] = all;
    if (!model) throw new Error('no document');
    for (const kind of DocumentKind.options)
      expect(render({ ...model, kind, template: kind })).toContain(`<title>${model.title}</title>`);
  });

  it('needs nothing from outside and runs nothing', () => {
    for (const model of all) {
      const html = render(model);
      expect(html).not.toMatch(/<script|<link|<img|@import|url\(|src=|href=/i);
      expect(html).toContain("default-src 'none'");
      expect(html).not.toMatch(/\{\{|\}\}|undefined|\[object/);
    }
  });

  it('escapes whatever a person typed, wherever it stands', () => {
    const hostile = '<b onload="x">{{title}} & \'甲\'';
    const swap = (value: unknown): unknown => {
      if (typeof value === 'string') return hostile;
      if (Array.isArray(value)) return value.map(swap);
      if (typeof value === 'object' && value !== null)
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, swap(one)]));
      return value;
    };
    for (const model of all) {
      const { kind, template } = model;
      const html = render({ ...(swap(model) as DocumentModel), kind, template });
      expect(html).not.toContain('<b onload');
      expect(html).toContain('&lt;b onload');
    }
  });

  it('says everything that its model says', () => {
    const escaped = (text: string) => text.replace(/&/g, '&amp;');
    for (const model of all) {
      const html = render(model);
      // With the number of a case anybody could ask for more than a public notice says.
      const numbered = model.kind === 'publicNoticeSheet' ? [] : [model.caseNumber];
      // What persons sign is dated by hand.
      const dated = model.seal === '' ? [] : [model.date];
      const { organ, paragraphs, remedies, notes, afterwards = [] } = model;
      for (const text of [organ, ...numbered, ...dated, ...paragraphs, ...afterwards, ...remedies, ...notes])
        expect(html).toContain(escaped(text));
    }
  });

  it('shows the QR code only where there is an address, and a reprint as one', () => {
    const model = buildDocument('receipt', sampleFacts(sampleCases.received));
    expect(render(model)).toContain('id="qr"');
    expect(render({ ...model, progressUrl: '' })).not.toContain('id="qr"');
    expect(render(model)).not.toContain('补打件');
    const again = { ...sampleCases.received, prints: { receipt: 1 } };
    expect(render(buildDocument('receipt', sampleFacts(again)))).toContain('补打件（第2次打印）');
  });

  it('cannot be made of a case that was never received', () => {
    const facts = sampleFacts(sampleCases.received);
    expect(() => buildDocument('receipt', { ...facts, state: emptyCase(facts.item) })).toThrow();
  });
});
