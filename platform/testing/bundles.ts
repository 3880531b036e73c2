import { createHash, randomUUID, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import { protocolVersion } from '@shared/protocol/version';
import { ferryFormat, type FerryHead, type ToPlatform } from '@shared/sealing/ferry/label';
import type { FerriedCursors } from '@shared/sealing/ferry/messages';
import { materialRecord, messageRecord, type FerryRecord } from '@shared/sealing/ferry/records';
import { chainStart, hashBody } from '@shared/sealing/signedEntry';
import { writeBundle } from '../ferry/bundleFile';
import type { Platform } from '../platform';
import type { TestDevice, Worker } from './device';

/** What a test bundle says other than an honest one would. */
export type BundleChanges = {
  label?: Partial<ToPlatform>;
  /** Records instead of those of the events. */
  records?: readonly FerryRecord[];
  signedBy?: Worker;
  files?: readonly Uint8Array[];
  cursors?: FerriedCursors['cursors'];
};

/** A test device with what it needs to make bundles. For tests only. */
export class Ferryman {
  number = 0;
  previousHash = chainStart;

  private constructor(
    readonly platform: Platform,
    readonly device: TestDevice,
    readonly worker: Worker,
    readonly folder: string,
    readonly identity: string,
    readonly replyTo: string,
  ) {}

  static async create(platform: Platform, device: TestDevice, worker: Worker, folder: string) {
    const identity = await generateX25519Identity();
    return new Ferryman(platform, device, worker, folder, identity, await identityToRecipient(identity));
  }

  /** Writes the next bundle with these events and answers where it lies. */
  async write(events: readonly SignedEvent[], changes: BundleChanges = {}): Promise<string> {
    const { deviceId, deviceNumber, divisionCode, divisionName } = this.device.enrolment;
    this.number += 1;
    const bundleId = randomUUID();
    const number = this.number;
    const files = changes.files ?? [];
    const content = changes.records ?? [
      ...files.map((bytes) => materialRecord(createHash('sha256').update(bytes).digest('hex'), bytes)),
      ...(events.length > 0
        ? [
            messageRecord('push', {
              protocolVersion,
              as: 'own',
              events: events.map((signed) => ({ signed })),
            }),
          ]
        : []),
      messageRecord('cursors', { cursors: changes.cursors ?? [{ stream: divisionCode, after: 0 }] }),
    ];
    async function* records() {
      await Promise.resolve();
      yield* content;
      yield messageRecord('end', { bundleId, deviceId, number, records: content.length });
    }
    const { privateKey } = changes.signedBy ?? this.worker;
    const path = join(this.folder, `${bundleId}.ljferry`);
    const sealedTo = changes.label?.sealedTo ?? this.platform.ferry.recipient;
    const head = await writeBundle(path, sealedTo, records(), (body): FerryHead => {
      const label: ToPlatform = {
        direction: 'toPlatform',
        format: ferryFormat,
        bundleId,
        deviceId,
        deviceNumber,
        divisionCode,
        divisionName,
        number,
        previousHash: this.previousHash,
        madeAt: new Date().toISOString(),
        more: false,
        counts: { events: events.length, materials: files.length },
        sealedTo,
        body,
        epoch: this.platform.epoch.id,
        credentialId: this.worker.credentialId,
        replyTo: this.replyTo,
        ...changes.label,
      };
      const hash = hashBody(label);
      return { label, hash, signature: sign(null, Buffer.from(hash, 'hex'), privateKey).toString('base64') };
    });
    this.previousHash = head.hash;
    return path;
  }

  /** Sends a file as a carrier does. */
  async carry(path: string, worker = this.worker) {
    return this.send(await readFile(path), worker);
  }

  send(bytes: Buffer, worker = this.worker) {
    return this.device.app.inject({
      method: 'POST',
      url: '/v1/ferry',
      headers: { authorization: `Bearer ${worker.accessToken}`, 'content-type': 'application/octet-stream' },
      payload: bytes,
    });
  }
}
