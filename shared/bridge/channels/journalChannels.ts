import { z } from 'zod';
import { AuditEntry } from '../../audit/auditEntry';
import { MaskKind } from '../../catalogue/field';
import { Checked, Storage } from '../journal';
import { nothing } from './nothing';

/** What the page may ask of the main process about the disk, the ledger 账本 and the audit journal. */
export const journalChannels = {
  /** How the disk stands, so that a person is told before it is full. */
  'storage.read': { input: nothing, output: Storage },
  /** 核对账本: opens and checks the next entries behind a sequence; the page asks until it has come to the end. */
  'ledger.check': {
    input: z.strictObject({ journal: z.enum(['ledger', 'audit']), after: z.number().int().nonnegative() }),
    output: Checked,
  },
  /** Writes down what only the page knows of: that masked data were shown. */
  'audit.note': {
    input: z.strictObject({ mask: MaskKind, place: z.string().max(100) }),
    output: z.strictObject({ kind: z.enum(['noted', 'notNoted']) }),
  },
  /** The newest entries of this device's audit journal. */
  'audit.read': {
    input: z.strictObject({ limit: z.number().int().min(1).max(200) }),
    output: z.array(AuditEntry),
  },
} as const;
