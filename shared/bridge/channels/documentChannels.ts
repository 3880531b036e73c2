import { z } from 'zod';
import { DocumentModel } from '../../documents/model';
import { CaseExport, ExportFormat } from '../../exchange/caseExport';

/** What the page may ask of the main process to hand out of a case: papers 文书 and exports. */
export const documentChannels = {
  /** The document as HTML, for the preview's sandboxed frame. */
  'document.preview': { input: DocumentModel, output: z.strictObject({ html: z.string() }) },
  'document.print': {
    input: DocumentModel,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('printed') }),
      z.strictObject({ kind: z.literal('savedAsPdf'), path: z.string() }),
      z.strictObject({ kind: z.literal('noPrinter') }),
      z.strictObject({ kind: z.literal('failed'), reason: z.string() }),
    ]),
  },
  /** 导出交换数据: asks for a folder and writes the case into a new one of its own there. */
  'exchange.save': {
    input: z.strictObject({ exported: CaseExport, format: ExportFormat }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('saved'), folder: z.string(), files: z.number().int().positive() }),
      z.strictObject({ kind: z.literal('cancelled') }),
      z.strictObject({ kind: z.literal('diskFull') }),
      /** The system's name of what went wrong, e.g. EACCES; nothing that was there before is touched. */
      z.strictObject({ kind: z.literal('failed'), reason: z.string() }),
    ]),
  },
} as const;
