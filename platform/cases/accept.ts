import type { CaseSnapshot } from '@shared/casework/machine';
import type { Decision } from '@shared/protocol/decision';
import type { OfferedEvent, PushResult } from '@shared/protocol/push';
import type { PushRefusal } from '@shared/protocol/refusal';
import type { Platform } from '../platform';
import { inTransaction, type Inside } from '../storage/database';
import { acceptedAnswer, refusedAnswer } from './answers';
import { authenticate, hashHolds } from './authentic';
import { advanceChain, placeInChain, raiseAlarm, waitsBehindOwn, type Fate } from './deviceChain';
import { judge, type Offer } from './judge';
import { assignNumbers, sameNumbers } from './numbers';
import { recordAccepted } from './record';
import { summaryText } from './summaries';

type Outcome = { result: PushResult; folded?: { version: number; snapshot: CaseSnapshot } };

/** Whether an event is what it says, by its own signature or by the receipt that this platform once gave for it. */
async function recognise(platform: Platform, { signed, decision }: OfferedEvent) {
  const isOurs = decision !== undefined && platform.receipts.holds(signed.hash, decision);
  if (!isOurs) return authenticate(platform.db, signed);
  return hashHolds(signed)
    ? { kind: 'decided' as const, decision }
    : { kind: 'notAuthentic' as const, part: 'hash' as const };
}

/**
 * Takes one event in, in one transaction: its device's row is locked first, then its case, then the numbers, then the
 * streams.
 */
export async function takeEvent(platform: Platform, offered: OfferedEvent): Promise<PushResult> {
  const { signed } = offered;
  const { event } = signed.body;
  const named = { eventId: event.id, hash: signed.hash };
  const notKept = (refusal: PushRefusal): PushResult => ({ kind: 'refused', ...named, refusal });
  const recognised = await recognise(platform, offered);
  // The key of an account, or what stands before the event in its chain, may still come back.
  const mayComeBack = platform.epoch.isRecovering(platform.now());
  if (recognised.kind === 'notAuthentic')
    return mayComeBack && recognised.part === 'signature'
      ? { kind: 'deferred', ...named }
      : notKept(recognised);
  const decision: Decision | undefined = recognised.kind === 'decided' ? recognised.decision : undefined;

  const settle = async (inside: Inside): Promise<Outcome> => {
    const now = platform.now();
    const place = await placeInChain(platform, inside, signed, decision !== undefined);
    if (place.kind === 'known') return { result: place.result };
    if (place.kind === 'unknownDevice') return { result: { kind: 'deferred', ...named } };
    if (place.kind === 'refused') {
      const { refusal } = place;
      if (mayComeBack && refusal.kind === 'notAuthentic') return { result: { kind: 'deferred', ...named } };
      await raiseAlarm(inside, signed, refusal.kind === 'notAuthentic' ? refusal.part : refusal.kind, now);
      return { result: notKept(refusal) };
    }
    const note = (fate: Fate) => advanceChain(inside, signed, fate, { now, place: place.kind });
    const refuse = async (refusal: PushRefusal, displaced = false): Promise<Outcome> => {
      await note({ kind: 'refused', refusal, displaced });
      return { result: refusedAnswer(platform, named, refusal) };
    };
    const wait = async (): Promise<Outcome> => {
      await note({ kind: 'waits' });
      return { result: { kind: 'deferred', ...named } };
    };
    if (place.kind === 'nextButTaken') {
      await raiseAlarm(inside, signed, 'otherContent', now);
      return refuse({ kind: 'otherContent' });
    }
    if (place.kind === 'branch') await raiseAlarm(inside, signed, 'branch', now);
    if (decision?.kind === 'refused') return refuse(decision.refusal);
    if (!decision && (offered.filesPending || (await waitsBehindOwn(inside, signed)))) return wait();
    const { body } = signed;
    const offer: Offer | undefined = decision
      ? { body, earlier: decision }
      : recognised.kind === 'authentic'
        ? { body, credential: recognised.credential }
        : undefined;
    if (!offer) throw new Error('what is not decided is authentic');
    const judgement = await judge(platform, inside, offer);
    switch (judgement.kind) {
      case 'notYet':
        return wait();
      case 'refused':
        if (decision) await raiseAlarm(inside, signed, 'displaced', now);
        return refuse(judgement.refusal, decision !== undefined);
      case 'accepted': {
        const { item, version, snapshot, offices, comesBack } = judgement;
        const assigned = decision
          ? await sameNumbers(inside, platform.epoch, item, event, decision.assigned)
          : await assignNumbers(inside, platform.epoch, item, event);
        const acceptedAt = decision ? new Date(decision.acceptedAt) : now;
        const epoch = decision && comesBack ? decision.epoch : platform.epoch.id;
        const summary = summaryText(item, snapshot, event, version);
        await recordAccepted(inside, signed, { version, epoch, acceptedAt, assigned, offices, summary });
        await note({ kind: 'accepted' });
        const row = {
          version,
          accepted_at: acceptedAt,
          case_number: assigned.caseNumber ?? null,
          document_number: assigned.documentNumber ?? null,
        };
        return { result: acceptedAnswer(platform, 'accepted', named, row), folded: { version, snapshot } };
      }
    }
  };

  const outcome = await inTransaction(platform.db, settle);
  if (outcome.folded) platform.snapshots.keep(event.caseId, outcome.folded.version, outcome.folded.snapshot);
  return outcome.result;
}

/** Takes events in order; each is settled for itself. */
export async function takeEvents(platform: Platform, events: readonly OfferedEvent[]): Promise<PushResult[]> {
  const results: PushResult[] = [];
  for (const offered of events) results.push(await takeEvent(platform, offered));
  if (results.some((result) => result.kind !== 'duplicate')) platform.epoch.noteProgress();
  platform.metrics.settled(results);
  return results;
}
