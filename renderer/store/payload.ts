import { deflateSync } from 'fflate';
import { inflateJson } from './inflateJson';

/** Below this deflating costs more time than the bytes are worth. */
const worthDeflating = 1024;
const forms = { plain: 0, deflated: 1, joined: 2 } as const;
const lengthBytes = 4;

/**
 * What is kept beside an array that came deflated and stays so: each of its values is the field `as` of a record that has the fields
 * `all` and, of each of the `columns`, the value at its own place.
 */
export type Beside = { as: string; all: object; columns: Readonly<Record<string, readonly unknown[]>> };

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

/** Bytes that are deflated already, as they are sealed: the form, with something beside them its length and its JSON, the bytes. */
export function packDeflated(body: Uint8Array, beside?: Beside): Uint8Array<ArrayBuffer> {
  const text = beside ? encoder.encode(JSON.stringify(beside)) : undefined;
  const head = 1 + (text ? lengthBytes + text.length : 0);
  const packed = new Uint8Array(head + body.length);
  packed[0] = text ? forms.joined : forms.deflated;
  if (text) {
    new DataView(packed.buffer).setUint32(1, text.length);
    packed.set(text, 1 + lengthBytes);
  }
  packed.set(body, head);
  return packed;
}

const parse = (bytes: Uint8Array): unknown => JSON.parse(decoder.decode(bytes));

function join(packed: Uint8Array): unknown[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const head = 1 + lengthBytes + view.getUint32(1);
  const { as, all, columns } = parse(packed.subarray(1 + lengthBytes, head)) as Beside;
  const values = inflateJson(packed.subarray(head)) as unknown[];
  const records = values.map((value): Record<string, unknown> => ({ [as]: value, ...all }));
  for (const [name, column] of Object.entries(columns))
    for (const [at, record] of records.entries()) record[name] = column[at];
  return records;
}

/** The value again. Payload version 1 had no byte before its text. Throws on damage. */
export function unpackPayload(packed: Uint8Array, payloadVersion: number): unknown {
  if (payloadVersion < 2) return parse(packed);
  if (packed[0] === forms.joined) return join(packed);
  const body = packed.subarray(1);
  return packed[0] === forms.deflated ? inflateJson(body) : parse(body);
}
