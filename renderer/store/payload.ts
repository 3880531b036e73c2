import { deflateSync, inflateSync } from 'fflate';

/** Below this deflating costs more time than the bytes are worth. */
const worthDeflating = 1024;
const forms = { plain: 0, deflated: 1 } as const;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Text as it is sealed: a byte that says its form, then UTF-8, deflated where it stays for long and that is worth it: a save
 * does not wait for the deflating of a row that is folded away later.
 */
export function packPayload(text: string, staysForLong: boolean): Uint8Array<ArrayBuffer> {
  const bytes = encoder.encode(text);
  const deflated = staysForLong && bytes.length >= worthDeflating;
  const body = deflated ? deflateSync(bytes) : bytes;
  const packed = new Uint8Array(1 + body.length);
  packed[0] = deflated ? forms.deflated : forms.plain;
  packed.set(body, 1);
  return packed;
}

/** Bytes that are deflated already, as they are sealed. */
export function packDeflated(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(1 + body.length);
  packed[0] = forms.deflated;
  packed.set(body, 1);
  return packed;
}

/** The text again. Payload version 1 had no byte before it. Throws on damage. */
export function unpackPayload(packed: Uint8Array, payloadVersion: number): string {
  if (payloadVersion < 2) return decoder.decode(packed);
  const body = packed.subarray(1);
  return decoder.decode(packed[0] === forms.deflated ? inflateSync(body) : body);
}
