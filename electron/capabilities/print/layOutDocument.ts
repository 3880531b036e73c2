import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { toString } from 'qrcode';
import type { DocumentModel } from '@shared/documents/model';
import { renderDocument } from '@shared/documents/renderDocument';

async function readParts(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.html'));
  const parts = names.map(async (name) => [
    basename(name, '.html'),
    await readFile(join(folder, name), 'utf8'),
  ]);
  return Object.fromEntries(await Promise.all(parts)) as Record<string, string>;
}

/** The QR code of a case's progress page as SVG; empty where there is no address to show. */
const codeOf = (url: string): Promise<string> =>
  url === '' ? Promise.resolve('') : toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 });

/**
 * Lays a document out by the templates of `folder`. Throws where the item names a template that is not there: the
 * catalogue and the templates are shipped together. (`model.template` is a local id, so that it cannot leave the folder.)
 */
export async function layOutDocument(folder: string, model: DocumentModel): Promise<string> {
  const [template, css, parts, qrSvg] = await Promise.all([
    readFile(join(folder, `${model.template}.html`), 'utf8'),
    readFile(join(folder, 'document.css'), 'utf8'),
    readParts(join(folder, 'parts')),
    codeOf(model.progressUrl),
  ]);
  return renderDocument(model, { template, css, parts, qrSvg });
}
