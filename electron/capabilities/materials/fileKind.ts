import type { FileKind } from '@shared/catalogue/serviceItem';

const signatures: readonly { kind: FileKind; start: readonly number[] }[] = [
  { kind: 'image/jpeg', start: [0xff, 0xd8, 0xff] },
  { kind: 'image/png', start: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { kind: 'application/pdf', start: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];

/** The kind of a file by its first bytes; its name says nothing. Undefined for every other kind. */
export const sniffKind = (bytes: Uint8Array): FileKind | undefined =>
  signatures.find(({ start }) => start.every((byte, index) => bytes[index] === byte))?.kind;
