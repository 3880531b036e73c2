import type { Decision } from '@shared/protocol/decision';
import type { OfferedEvent, PushResult } from '@shared/protocol/push';
import type { PushRefusal } from '@shared/protocol/refusal';
import { askHolders } from '../accounts/accounts';
import type { Platform } from '../platform';
import { inTransaction, type Inside } from '../storage/database';
import { isUndone } from '../storage/failures';
import { RoundTrip } from '../storage/roundTrip';
import type { Acceptance } from './acceptance';
import { acceptedAnswer, refusedAnswer } from './answers';
import { authenticate, hashHolds, type Authenticity } from './authentic';
import { CaseFiles } from './caseFiles';
import { DeviceChains, type Fate, type Place } from './deviceChain';
import type { Ground } from './ground';
import type { Settled } from './intake';
import { judge, type Offer } from './judge';
import { giveNumbers } from './numbers';
import { recordAccepted } from './record';
import { summaryText } from './summaries';

/** The answer to an event; asked for when everything is written, because its numbers are given then. */
type Answer = () => PushResult;

type Recognised = { offered: OfferedEvent; as: Authenticity | { kind: 'decided'; decision: Decision } };

/** Whether events are what they say, by their own signatures or by the receipts that this platform once gave for them. */
async function recogniseAll(platform: Platform, offered: readonly OfferedEvent[]): Promise<Recognised[]> {
  const signers = await platform.signers(offered.map(({ signed }) => signed.body.credentialId));
  const recognise = ({ signed, decision }: OfferedEvent): Recognised['as'] => {
    const isOurs = decision !== undefined && platform.receipts.holds(signed.hash, decision);
    if (!isOurs) return authenticate(signed, signers.get(signed.body.credentialId.toLowerCase()));
    return hashHolds(signed) ? { kind: 'decided', decision } : { kind: 'notAuthentic', part: 'hash' };
  };
  return offered.map((one) => ({ offered: one, as: recognise(one) }));
}

/**
 * Settles one event on its ground, behind those before it, and notes what is to be written of it. An event that is not what it says
 * changes nothing there.
 */
async function settleOne(
  platform: Platform,
  ground: Ground,
  { offered, as: recognised }: Recognised,
  accepted: Acceptance[],
): Promise<Answer> {
  const { signed } = offered;
  const { body } = signed;
  const { chains, files } = ground;
  const now = platform.now();
  const named = { eventId: body.event.id, hash: signed.hash };
  const notKept = (refusal: PushRefusal): Answer => {
    return () => ({ kind: 'refused', ...named, refusal });
  };
  const deferred: Answer = () => ({ kind: 'deferred', ...named });
  // The key of an account, or what stands before the event in its chain, may still come back.
  const mayComeBack = platform.epoch.isRecovering(now);
  if (recognised.kind === 'notAuthentic')
    return mayComeBack && recognised.part === 'signature' ? deferred : notKept(recognised);
  const decision: Decision | undefined = recognised.kind === 'decided' ? recognised.decision : undefined;

  const place: Place = chains.placeOf(signed, decision !== undefined);
  const note = (fate: Fate) => chains.advance(signed, fate, { now, place: place.kind });
  const refuse = (refusal: PushRefusal, displaced = false): Answer => {
    note({ kind: 'refused', refusal, displaced });
    return () => refusedAnswer(platform, named, refusal);
  };
  const wait = (): Answer => {
    note({ kind: 'waits' });
    return deferred;
  };
  switch (place.kind) {
    case 'known': {
      const { answer } = place;
      return 'refusal' in answer
        ? () => refusedAnswer(platform, named, answer.refusal)
        : () => acceptedAnswer(platform, 'duplicate', named, answer.accepted);
    }
    case 'unknownDevice':
      return deferred;
    case 'refused': {
      const { refusal } = place;
      if (mayComeBack && refusal.kind === 'notAuthentic') return deferred;
      chains.raiseAlarm(signed, refusal.kind === 'notAuthentic' ? refusal.part : refusal.kind, now);
      return notKept(refusal);
    }
    case 'nextButTaken':
      chains.raiseAlarm(signed, 'otherContent', now);
      return refuse({ kind: 'otherContent' });
    case 'branch':
      chains.raiseAlarm(signed, 'branch', now);
      break;
    case 'next':
    case 'byReceipt':
    case 'waiting':
  }
  if (decision?.kind === 'refused') return refuse(decision.refusal);
  if (!decision && (offered.filesPending || chains.waitsBehindOwn(signed))) return wait();
  const offer: Offer | undefined = decision
    ? { body, earlier: decision }
    : recognised.kind === 'authentic'
      ? { body, signer: recognised.signer }
      : undefined;
  if (!offer) throw new Error('what is not decided is authentic');
  const judgement = await judge(platform, ground, offer);
  switch (judgement.kind) {
    case 'notYet':
      return wait();
    case 'refused':
      if (decision) chains.raiseAlarm(signed, 'displaced', now);
      return refuse(judgement.refusal, decision !== undefined);
    case 'accepted': {
      const { item, version, snapshot, offices, comesBack } = judgement;
      const stored = {
        version,
        accepted_at: decision ? new Date(decision.acceptedAt) : now,
        case_number: null,
        document_number: null,
      };
      const earlier = decision && { epoch: decision.epoch, version: decision.version };
      const epoch = earlier && comesBack ? earlier.epoch : platform.epoch.id;
      const stood = comesBack ? undefined : earlier;
      const summary = summaryText(item, snapshot, body.event, version);
      const acceptance = {
        signed,
        item,
        version,
        snapshot,
        summary,
        offices,
        epoch,
        stood,
        decision,
        stored,
      };
      note({ kind: 'accepted', stored });
      files.add(acceptance);
      accepted.push(acceptance);
      return () => acceptedAnswer(platform, 'accepted', named, stored);
    }
  }
}

/** Reads the ground of events under locks: their devices' rows first, then their cases'. */
async function readGround(
  platform: Platform,
  inside: Inside,
  recognised: readonly Recognised[],
): Promise<Ground> {
  const isAuthentic = ({ as }: Recognised) => as.kind !== 'notAuthentic';
  const signed = recognised.filter(isAuthentic).map(({ offered }) => offered.signed);
  const signers = recognised.flatMap(({ as }) => (as.kind === 'authentic' ? [as.signer.credentialId] : []));
  const caseIds = signed.map(({ body }) => body.event.caseId);
  const round = new RoundTrip(inside);
  const [chains, files, holders] = await Promise.all([
    DeviceChains.lock(round, signed),
    CaseFiles.lock(round, platform.snapshots, caseIds),
    askHolders(round, [...new Set(signers)]),
    round.send(),
  ]);
  return { inside, chains, files, holders };
}

/**
 * Settles events together, in their order, each for itself: in one transaction, which locks devices, cases, numbers and streams in this order.
 * Where one of them cannot be settled at all, none is.
 */
async function settleTogether(platform: Platform, events: readonly OfferedEvent[]): Promise<Settled> {
  const recognised = await recogniseAll(platform, events);
  let mayBeWritten = false;
  try {
    const { answers, files } = await inTransaction(platform.db, async (inside) => {
      mayBeWritten = false;
      const ground = await readGround(platform, inside, recognised);
      const accepted: Acceptance[] = [];
      const answers: Answer[] = [];
      for (const one of recognised) answers.push(await settleOne(platform, ground, one, accepted));
      await giveNumbers(inside, platform.epoch, accepted);
      const round = new RoundTrip(inside);
      ground.chains.write(round);
      await recordAccepted(round, accepted);
      mayBeWritten = true;
      await round.finish();
      return { answers, files: ground.files };
    });
    files.keepFolded();
    return { results: answers.map((answer) => answer()) };
  } catch (error) {
    // A commit that was not answered may have come through: whoever asks again is told.
    if (mayBeWritten && !isUndone(error)) throw error;
    return { error };
  }
}

/** Settles one request's events one by one, as far as it goes. */
async function settleSingly(platform: Platform, events: readonly OfferedEvent[]): Promise<Settled> {
  const results: PushResult[] = [];
  for (const one of events) {
    const settled = await settleTogether(platform, [one]);
    if ('error' in settled) return settled;
    results.push(...settled.results);
  }
  return { results };
}

/**
 * Settles the events of several requests together. Where one of them cannot be settled, it does not hold up the others: then each event has a
 * transaction of its own.
 */
export async function settleRequests(
  platform: Platform,
  requests: readonly (readonly OfferedEvent[])[],
): Promise<Settled[]> {
  const events = requests.flat();
  const settled = await settleTogether(platform, events);
  if ('results' in settled) {
    let from = 0;
    return requests.map(({ length }) => ({ results: settled.results.slice(from, (from += length)) }));
  }
  if (events.length === 1) return [settled];
  const all: Settled[] = [];
  for (const one of requests)
    all.push(await settleSingly(platform, one).catch((error: unknown) => ({ error })));
  return all;
}

/** Takes events in order; each is settled for itself. Answers when all of it is committed. */
export async function takeEvents(platform: Platform, events: readonly OfferedEvent[]): Promise<PushResult[]> {
  const results = await platform.intake.take(events);
  if (results.some((result) => result.kind !== 'duplicate')) platform.epoch.noteProgress();
  platform.metrics.settled(results);
  return results;
}
