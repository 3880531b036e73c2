import type { CaseSnapshot } from '@shared/casework/machine';
import type { PushRefusal, PushResult } from '@shared/protocol/push';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import type { Platform } from '../platform';
import { inTransaction, type Inside } from '../storage/database';
import { authenticate } from './authentic';
import { advanceChain, placeInChain, raiseAlarm } from './deviceChain';
import { judge } from './judge';
import { recordAccepted } from './record';

type Outcome = { result: PushResult; folded?: { version: number; snapshot: CaseSnapshot } };

/**
 * Takes one event in, in one transaction: its device's row is locked first, then its case, then the numbers, then the
 * streams. Undefined where it cannot be judged yet, because its author saw more of the case than this platform holds.
 */
export async function takeEvent(platform: Platform, signed: SignedEvent): Promise<PushResult | undefined> {
  const { event } = signed.body;
  const named = { eventId: event.id, hash: signed.hash };
  const refuse = (refusal: PushRefusal): PushResult => ({ kind: 'refused', ...named, refusal });
  const authenticity = await authenticate(platform.db, signed);
  if (authenticity.kind === 'notAuthentic') return refuse(authenticity);

  const settle = async (inside: Inside): Promise<Outcome | undefined> => {
    const now = platform.now();
    const place = await placeInChain(inside, signed);
    if (place.kind === 'known') return { result: place.result };
    if (place.kind === 'refused') {
      const { refusal } = place;
      await raiseAlarm(inside, signed, refusal.kind === 'notAuthentic' ? refusal.part : refusal.kind, now);
      return { result: refuse(refusal) };
    }
    if (place.kind === 'nextButTaken') {
      await raiseAlarm(inside, signed, 'otherContent', now);
      await advanceChain(inside, signed, { kind: 'otherContent' }, now);
      return { result: refuse({ kind: 'otherContent' }) };
    }
    if (place.kind === 'branch') await raiseAlarm(inside, signed, 'branch', now);
    const judgement = await judge(platform, inside, signed.body, authenticity.credential);
    switch (judgement.kind) {
      case 'notYet':
        return undefined;
      case 'refused':
        await advanceChain(inside, signed, judgement.refusal, now);
        return { result: refuse(judgement.refusal) };
      case 'accepted': {
        const { item, version, snapshot } = judgement;
        const assigned = await recordAccepted(inside, signed, { item, version, now });
        await advanceChain(inside, signed, undefined, now);
        return { result: { kind: 'accepted', ...named, version, assigned }, folded: { version, snapshot } };
      }
    }
  };

  const outcome = await inTransaction(platform.db, settle);
  if (outcome?.folded) platform.snapshots.keep(event.caseId, outcome.folded.version, outcome.folded.snapshot);
  return outcome?.result;
}

/**
 * Takes events in order. Each is settled for itself; behind one that cannot be judged yet nothing is answered, so that the
 * device offers it and the rest again.
 */
export async function takeEvents(platform: Platform, events: readonly SignedEvent[]): Promise<PushResult[]> {
  const results: PushResult[] = [];
  for (const signed of events) {
    const result = await takeEvent(platform, signed);
    if (result === undefined) break;
    results.push(result);
  }
  if (results.some((result) => result.kind === 'accepted')) platform.epoch.noteProgress();
  return results;
}
