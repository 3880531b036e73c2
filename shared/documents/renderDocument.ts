import mustache from 'mustache';
import type { DocumentModel } from './model';

/** The files of resources/documents that lay a document out. */
export type DocumentLayout = {
  /** `<model.template>.html` */
  template: string;
  /** `document.css` */
  css: string;
  /** `parts/<name>.html` by name. */
  parts: Readonly<Record<string, string>>;
  /** The QR code of `model.progressUrl` as SVG markup, made by the caller; empty where there is none. */
  qrSvg: string;
};

/**
 * Lays a document out as one HTML page that needs nothing from outside. Every text of the model is escaped; only the two
 * slots that the caller makes itself, `css` and `qrSvg`, go in as they are.
 */
export function renderDocument(model: DocumentModel, layout: DocumentLayout): string {
  const { template, css, parts, qrSvg } = layout;
  const view = { ...model, ...shown(model), css, qrSvg };
  return mustache.render(template, view, { ...parts });
}

/** What the templates ask besides the model: whether a list has anything in it. */
const shown = (model: DocumentModel) => ({
  hasMaterials: model.materials.length > 0,
  hasServed: model.served.length > 0,
  hasRemedies: model.remedies.length > 0,
  hasAfterwards: (model.afterwards ?? []).length > 0,
  hasSignatures: (model.signatures ?? []).length > 0,
  hasNotes: model.notes.length > 0,
  reprinted: model.printNumber > 1,
});
