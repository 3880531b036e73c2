import { join } from 'node:path';
import type { Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { CaseExport, ExportFormat } from '@shared/exchange/caseExport';
import { isDiskFull, writeDurably } from '../../files/durableFile';
import { exportFiles, exportFolderName } from './exportFiles';

type Saved = Output<PageChannels['exchange.save']>;

/**
 * Writes an export into a new folder inside the one that a person chooses; each file appears whole or not at all, and nothing
 * that was there is replaced, because the new folder is named by the second.
 */
export async function saveExport(
  exported: CaseExport,
  format: ExportFormat,
  chooseFolder: () => Promise<string | undefined>,
): Promise<Saved> {
  const chosen = await chooseFolder();
  if (chosen === undefined) return { kind: 'cancelled' };
  const folder = join(chosen, exportFolderName(exported.manifest));
  const files = exportFiles(exported, format);
  try {
    for (const { name, text } of files) await writeDurably(join(folder, name), text);
    return { kind: 'saved', folder, files: files.length };
  } catch (error) {
    if (isDiskFull(error)) return { kind: 'diskFull' };
    return {
      kind: 'failed',
      reason: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
    };
  }
}
