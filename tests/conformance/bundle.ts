import { createHash, createPublicKey, randomUUID, sign, verify } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { ferryPath, type FerryKeys } from '@shared/protocol/ferry';
import { protocolVersion } from '@shared/protocol/version';
import { decodeHead, encodeHead, headLength } from '@shared/sealing/ferry/head';
import { ferryFormat, type ToDevice, type ToPlatform } from '@shared/sealing/ferry/label';
import {
  materialRecord,
  messageRecord,
  packRecord,
  readRecords,
  type FerryRecord,
} from '@shared/sealing/ferry/records';
import { chainStart, hashBody, type SignedEvent } from '@shared/sealing/signedEvent';
import { problemIn, type Device, type Raw } from './client';

type Plain = Uint8Array<ArrayBuffer>;
const plain = (bytes: Uint8Array): Plain => new Uint8Array(bytes);
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What a bundle brings, and what it says other than an honest one would. */
export type Load = {
  events: readonly SignedEvent[];
  files?: readonly Uint8Array[];
  label?: Partial<ToPlatform>;
  signedBy?: Device;
};

/** A bundle that came back, opened by the device that it is sealed to. */
export type Opened = { label: ToDevice; records: FerryRecord[] };

/** A device that exports to a stick. */
export class Stick {
  number = 0;
  previousHash = chainStart;

  private constructor(
    readonly device: Device,
    readonly keys: FerryKeys,
    readonly identity: string,
    readonly replyTo: string,
  ) {}

  /** Exchanges the keys that bundles need. */
  static async of(device: Device): Promise<Stick> {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const keys = await device.call('ferryKeys', { recipient });
    return new Stick(device, keys, identity, recipient);
  }

  /** The next bundle, as bytes. */
  async export({ events, files = [], label: changes, signedBy }: Load): Promise<Plain> {
    const { deviceId, deviceNumber, divisionCode, divisionName, credentialId } = this.device;
    this.number += 1;
    const bundleId = randomUUID();
    const { number, replyTo, previousHash } = this;
    const offered = events.map((signed) => ({ signed }));
    const content = [
      ...files.map((bytes) => materialRecord(hashOf(bytes), bytes)),
      ...(offered.length > 0 ? [messageRecord('push', { protocolVersion, as: 'own', events: offered })] : []),
      messageRecord('cursors', { cursors: [{ stream: divisionCode, after: 0 }] }),
    ];
    const end = messageRecord('end', { bundleId, deviceId, number, records: content.length });
    const sealedTo = changes?.sealedTo ?? this.keys.recipient;
    const encrypter = new Encrypter();
    encrypter.addRecipient(sealedTo);
    const body = await encrypter.encrypt(plain(gzipSync(Buffer.concat([...content, end].map(packRecord)))));
    const label: ToPlatform = {
      direction: 'toPlatform',
      format: ferryFormat,
      bundleId,
      deviceId,
      deviceNumber,
      divisionCode,
      divisionName,
      number,
      previousHash,
      madeAt: new Date().toISOString(),
      more: false,
      counts: { events: events.length, materials: files.length },
      sealedTo,
      body: { sha256: hashOf(body), size: body.length },
      credentialId,
      replyTo,
      ...changes,
    };
    const hash = hashBody(label);
    const { privateKey } = (signedBy ?? this.device).keys;
    const signature = sign(null, Buffer.from(hash, 'hex'), privateKey).toString('base64');
    this.previousHash = hash;
    return plain(Buffer.concat([encodeHead({ label, hash, signature }), body]));
  }

  /** Opens what came back; throws where it is not a bundle of this platform to this device, whole and in order. */
  async open(raw: Raw): Promise<Opened> {
    if (raw.status !== 200) throw new Error(`problem "${problemIn(raw)}", expected a bundle`);
    const decoded = decodeHead(raw.bytes);
    if (decoded.kind !== 'head') throw new Error(`what came back is ${decoded.kind}`);
    const { label, hash, signature } = decoded.head;
    if (label.direction !== 'toDevice') throw new Error('what came back is not for a device');
    const body = plain(raw.bytes.subarray(headLength));
    if (label.body.size !== body.length || label.body.sha256 !== hashOf(body))
      throw new Error('the body that came back is not the one of its label');
    if (!isSigned(this.keys.publicKey, hash, signature))
      throw new Error('what came back is not signed with the key that the platform named');
    if (label.sealedTo !== this.replyTo) throw new Error('what came back is sealed to somebody else');
    const decrypter = new Decrypter();
    decrypter.addIdentity(this.identity);
    const unfolded = gunzipSync(await decrypter.decrypt(body));
    const records: FerryRecord[] = [];
    for await (const record of readRecords(once(unfolded))) records.push(record);
    return { label, records };
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

function isSigned(publicKey: string, hash: string, signature: string): boolean {
  const x = Buffer.from(publicKey, 'base64').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64'));
}

/** Hands a bundle in, as whoever carries it does. */
export const carry = (by: Device, body: Plain): Promise<Raw> =>
  by.exchange('POST', ferryPath, { headers: { 'content-type': 'application/octet-stream' }, body });
