import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * row_guid of an upload table: a UUID of version 8 made from what the row is, so that a row that is sent again is known again
 * and harms nothing.
 */
export function rowGuid(table: string, caseId: string, part: string): string {
  const hex = bytesToHex(sha256(utf8ToBytes(`${table}\n${caseId}\n${part}`)));
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  const fields = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return fields.join('-');
}
