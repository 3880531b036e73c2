import { largestThumbnail } from '@shared/bridge/channels/materialChannels';
import type { MaterialFile } from '@shared/casework/event';
import type { FileKind } from '@shared/catalogue/serviceItem';
import { callMain } from './bridge';

/** Longer side of a small picture, in pixels: sharp at 48 px on a screen of twice the density. */
const side = 128;
const quality = 0.75;

/** A view of the first page of a PDF. Loaded only where there is one. */
async function drawPdf(blob: Blob): Promise<OffscreenCanvas | undefined> {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const worker = await import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url');
  GlobalWorkerOptions.workerSrc = worker.default;
  const task = getDocument({ data: await blob.arrayBuffer(), isEvalSupported: false, enableXfa: false });
  try {
    const page = await (await task.promise).getPage(1);
    const whole = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: side / Math.max(whole.width, whole.height) });
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(viewport.width));
    canvas.height = Math.max(1, Math.round(viewport.height));
    await page.render({ canvas, viewport }).promise;
    const small = new OffscreenCanvas(canvas.width, canvas.height);
    small.getContext('2d')?.drawImage(canvas, 0, 0);
    return small;
  } finally {
    void task.destroy();
  }
}

async function drawImage(blob: Blob): Promise<OffscreenCanvas> {
  const image = await createImageBitmap(blob);
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const small = new OffscreenCanvas(
    Math.max(1, Math.round(image.width * scale)),
    Math.max(1, Math.round(image.height * scale)),
  );
  const context = small.getContext('2d');
  if (context) context.imageSmoothingQuality = 'high';
  context?.drawImage(image, 0, 0, small.width, small.height);
  image.close();
  return small;
}

const kept = new Map<string, Set<() => void>>();

/** Runs when a small picture of this file has been made. */
export function onThumbnail(sha256: string, listener: () => void): () => void {
  const listeners = kept.get(sha256) ?? new Set();
  kept.set(sha256, listeners.add(listener));
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) kept.delete(sha256);
  };
}

/** Makes the small picture of a file and keeps it, sealed. A file that cannot be drawn goes without one. */
export async function makeThumbnail(
  { sha256, kind }: { sha256: string; kind: FileKind },
  blob: Blob,
): Promise<void> {
  try {
    const small = kind === 'application/pdf' ? await drawPdf(blob) : await drawImage(blob);
    const picture = await small?.convertToBlob({ type: 'image/jpeg', quality });
    if (!picture || picture.size > largestThumbnail) return;
    await callMain('thumbnail.keep', { sha256, picture: new Uint8Array(await picture.arrayBuffer()) });
    for (const listener of kept.get(sha256) ?? []) listener();
  } catch {
    // The file itself says what is wrong with it when it is opened.
  }
}

/** The kept small picture; undefined where none was made. */
export async function readThumbnail({ sha256 }: Pick<MaterialFile, 'sha256'>): Promise<Blob | undefined> {
  const answer = await callMain('thumbnail.read', { sha256 });
  return answer.kind === 'picture'
    ? new Blob([new Uint8Array(answer.picture)], { type: 'image/jpeg' })
    : undefined;
}
