import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { Output } from '@shared/bridge/channel';
import type { PrintOutput } from '@shared/bridge/office';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { DocumentModel } from '@shared/documents/model';
import { isDiskFull, writeDurably } from '../../files/durableFile';
import { documentFileName } from './fileName';
import { withPrintWindow } from './printWindow';

type Printed = Output<PageChannels['document.print']>;

/** Prints a laid-out document where this office prints: on paper through the system's dialog, or as PDF into a folder. */
export const printDocument = (document: DocumentModel, html: string, output: PrintOutput): Promise<Printed> =>
  withPrintWindow(html, (window) =>
    output.kind === 'folder'
      ? savePdf(window, join(output.path, documentFileName(document)))
      : sendToPrinter(window, output.deviceName),
  );

async function savePdf(window: BrowserWindow, path: string): Promise<Printed> {
  const pdf = await window.webContents.printToPDF({
    pageSize: 'A4',
    preferCSSPageSize: true,
    printBackground: true,
  });
  try {
    await writeDurably(path, pdf);
    return { kind: 'savedAsPdf', path };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { kind: 'failed', reason: isDiskFull(error) ? 'diskFull' : code };
  }
}

async function sendToPrinter(window: BrowserWindow, deviceName: string | undefined): Promise<Printed> {
  const printers = await window.webContents.getPrintersAsync();
  if (printers.length === 0) return { kind: 'noPrinter' };
  const known = printers.some((printer) => printer.name === deviceName);
  return new Promise((resolve) => {
    window.webContents.print(
      {
        silent: false,
        printBackground: true,
        pageSize: 'A4',
        ...(known && deviceName !== undefined ? { deviceName } : {}),
      },
      (done, reason) => resolve(done ? { kind: 'printed' } : { kind: 'failed', reason }),
    );
  });
}
