import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { calls } from './calls';
import { FirstSyncHead, FirstSyncRequest } from './firstSync';
import { UploadMetadata } from './materials';
import { Problem } from './problem';
import { StreamMessage } from './stream';
import { protocolVersion } from './version';

/** Hash of every message schema, per protocol version. A change of the wire needs a new version and a new line. */
const known: Record<number, string> = {
  1: '6abf79679b0c101553c3b8db055c5678d11151bdc54b0d6396cdb34f7068dd76',
  2: '88bb7ac7d946ffbc80af0afd4affb0469e3ef0a12837e6eb877bb91b44c4e0aa',
  3: 'fd1b16f1d54c63676e946fa9b3fa49d9190f70d8776f3b55b47e381d02d1cd1e',
  4: '8f93c2159eeac5d24bcfa3093ca52d907d28c45bf2e0b2c30a49c78171725abc',
  5: '56fab79c5cc8ed117342e3221d44b1b801740ab5297bc5653e130bef59697899',
  6: 'ceee2f00a31237f02e57f55683fe1f6c8bc8bc3482d79127f2b425163a1b83f6',
};

const shape = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' });

describe('the wire', () => {
  it('has not changed without a new protocol version', () => {
    const all = Object.entries(calls).map(([name, call]) => [
      name,
      call.method,
      call.path,
      shape(call.request, 'input'),
      shape(call.answer, 'output'),
    ]);
    const firstSync = [shape(FirstSyncRequest, 'input'), shape(FirstSyncHead, 'output')];
    const besides = [
      shape(Problem, 'output'),
      shape(UploadMetadata, 'input'),
      shape(StreamMessage, 'output'),
    ];
    const text = canonicalize([all, firstSync, ...besides]) ?? '';
    expect(bytesToHex(sha256(utf8ToBytes(text)))).toBe(known[protocolVersion]);
  });
});
