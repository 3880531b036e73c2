import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { identityToRecipient } from 'age-encryption';
import type { FerryWritten, SentBundle } from '@shared/bridge/ferry';
import { protocolVersion } from '@shared/protocol/version';
import { headLength } from '@shared/sealing/ferry/head';
import { ferryFormat, type FerryHead, type ToPlatform } from '@shared/sealing/ferry/label';
import type { FerriedCursors } from '@shared/sealing/ferry/messages';
import { materialRecord, messageRecord, type FerryRecord } from '@shared/sealing/ferry/records';
import { hashBody } from '@shared/sealing/signedEntry';
import { signBytes } from '../../sealing/signingKey';
import type { OpenSession } from '../session/openSession';
import { writeBundle, type Count } from './bundleFile';
import { bundleName } from './bundleName';
import { readMaterial } from './materialBytes';
import { mediumFaultOf } from './mediumFault';
import { planFiles, type Offered, type Piece } from './planFiles';
import type { FerryRegister, Registers } from './register';

export type Export = {
  folder: string;
  offered: readonly Offered[];
  cursors: FerriedCursors['cursors'];
  epoch: string | undefined;
};
type Given = {
  registers: Registers;
  now: () => Date;
  /** Told of bytes done and in all. */
  progress: (done: number, total: number) => void;
  /** Size of a bundle; tests and small sticks have their own. */
  limit?: number;
};

const bytesOf = (pieces: readonly Piece[]) =>
  pieces.reduce(
    (sum, piece) => sum + (piece.kind === 'file' ? piece.size : JSON.stringify(piece.events).length),
    0,
  );

/** Sequences of this device's own events, from the first to the last. */
function sequencesOf(pieces: readonly Piece[]): ToPlatform['sequences'] {
  const all = pieces.flatMap((piece) =>
    piece.kind === 'push' && piece.as === 'own' ? piece.events.map(({ signed }) => signed.body.sequence) : [],
  );
  return all.length > 0 ? { from: Math.min(...all), to: Math.max(...all) } : undefined;
}

/**
 * Writes everything that is offered into one bundle, or several where one would grow too large. Each is noted in the register before
 * it is begun, so that a number is not given out twice, and counts as sent when it was flushed and read back.
 */
export async function writeExport(
  open: OpenSession,
  { folder, offered, cursors, epoch }: Export,
  { registers, now, progress, limit }: Given,
): Promise<FerryWritten> {
  const { session, signingKey, audit } = open;
  const { device, account, credentialId } = session;
  const { platform, identity } = await registers.read(open);
  if (!platform) return { kind: 'noKeys' };
  const replyTo = await identityToRecipient(identity);
  const plan = planFiles(offered, limit);
  const total = 2 * plan.reduce((sum, pieces) => sum + bytesOf(pieces), 1);
  let done = 0;
  const count: Count = (bytes) => progress(Math.min((done += bytes), total), total);
  const hasHistory = offered.some(({ as }) => as === 'givenBack');
  const written: SentBundle[] = [];

  async function writeOne(pieces: readonly Piece[], index: number, register: FerryRegister) {
    const { number } = register.last;
    const madeAt = now().toISOString();
    const more = index < plan.length - 1;
    const bundleId = randomUUID();
    const counts = { events: 0, materials: 0 };
    async function* content(): AsyncGenerator<FerryRecord> {
      for (const piece of pieces) {
        if (piece.kind === 'file') {
          // What is not on this device was never here, or has been sent; its case goes on without it.
          const bytes = await readMaterial(open, piece.sha256);
          if (!bytes) continue;
          counts.materials += 1;
          yield materialRecord(piece.sha256, bytes);
        } else {
          counts.events += piece.events.length;
          yield messageRecord('push', { protocolVersion, as: piece.as, events: piece.events });
        }
      }
      if (!more) yield messageRecord('cursors', { cursors });
    }
    async function* records() {
      let stand = 0;
      for await (const record of content()) {
        stand += 1;
        yield record;
      }
      yield messageRecord('end', { bundleId, deviceId: device.deviceId, number, records: stand });
    }
    const sequences = sequencesOf(pieces);
    const headOf = (body: ToPlatform['body']): FerryHead => {
      const label: ToPlatform = {
        direction: 'toPlatform',
        format: ferryFormat,
        bundleId,
        deviceId: device.deviceId,
        deviceNumber: device.deviceNumber,
        divisionCode: device.divisionCode,
        divisionName: device.divisionName,
        number,
        previousHash: register.last.hash,
        madeAt,
        more,
        counts,
        sealedTo: platform?.recipient ?? '',
        body,
        ...(epoch === undefined ? {} : { epoch }),
        ...(sequences && { sequences }),
        credentialId,
        replyTo,
      };
      const hash = hashBody(label);
      return { label, hash, signature: signBytes(signingKey, Buffer.from(hash, 'hex')) };
    };
    const name = bundleName({ ...device, number, madeAt });
    const path = join(folder, name);
    const { label, hash } = await writeBundle(path, platform?.recipient ?? '', records(), headOf, count);
    const first = number - index;
    const bundle: SentBundle = {
      number,
      first,
      hash,
      name,
      folder,
      madeAt,
      by: account.name,
      ...label.counts,
      bytes: headLength + label.body.size,
      more,
      ...(epoch === undefined ? {} : { epoch }),
      hasHistory,
    };
    await registers.change(open, (before) => ({
      ...before,
      last: { number, hash },
      sent: [bundle, ...before.sent],
    }));
    await audit.note({
      what: 'ferryExported',
      number,
      events: bundle.events,
      materials: bundle.materials,
      name,
      hash,
    });
    return bundle;
  }

  try {
    await stat(folder);
    for (const [index, pieces] of plan.entries()) {
      const begun = await registers.change(open, (register) => ({
        ...register,
        last: { ...register.last, number: register.last.number + 1 },
      }));
      written.push(await writeOne(pieces, index, begun));
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { kind: 'failed', fault: mediumFaultOf(error), written };
  }
  return { kind: 'written', bundles: written };
}
