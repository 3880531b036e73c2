import { hashBody } from '../../signedEntry';
import type { FerryHead, ToPlatform } from '../label';

/** A label as a township's window writes it; for tests only. */
export const sampleLabel: ToPlatform = {
  direction: 'toPlatform',
  format: 1,
  bundleId: '6f1f3f0e-6f7c-4d52-9d53-0a8e2f4a7c11',
  deviceId: '0c9c7a52-3f0e-4b7f-8d6f-2f7a54b6a9d0',
  deviceNumber: 1,
  divisionCode: '230828101',
  divisionName: '汤原县香兰镇',
  number: 3,
  previousHash: 'ab'.repeat(32),
  madeAt: '2026-03-02T01:00:00.000Z',
  more: false,
  counts: { events: 12, materials: 5 },
  sequences: { from: 40, to: 51 },
  sealedTo: `age1${'q'.repeat(58)}`,
  body: { sha256: 'cd'.repeat(32), size: 123_456 },
  credentialId: 'd3b07384-d9a0-4c9b-8a5e-0f6f4b1c2d3e',
  replyTo: `age1${'p'.repeat(58)}`,
};

export const headOf = (label: FerryHead['label']): FerryHead => ({
  label,
  hash: hashBody(label),
  signature: `${'A'.repeat(86)}==`,
});
