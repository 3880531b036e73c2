import type { Actor, CaseEvent } from '@shared/casework/event';
import { officesConcerned } from '@shared/casework/handling';
import { readSnapshot, workflowOf, type CaseSnapshot } from '@shared/casework/machine';
import { isNotAuthorised, type Refusal } from '@shared/casework/rules/refusal';
import { collisions, touches } from '@shared/casework/touches';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { Account } from '@shared/protocol/account';
import type { Accepted } from '@shared/protocol/decision';
import type { PushRefusal } from '@shared/protocol/refusal';
import type { SignedBody } from '@shared/sealing/signedEvent';
import type { Signer } from '../accounts/credentials';
import { standsIn } from '../accounts/delegations';
import type { Platform } from '../platform';
import type { Inside } from '../storage/database';
import { childEnded } from './bundles';
import type { Ground } from './ground';
import type { AcceptedEvent, Stand } from './snapshots';

export type Judgement =
  | {
      kind: 'accepted';
      item: ServiceItem;
      version: number;
      snapshot: CaseSnapshot;
      /** Whose people see the case before or after the event: to all of them it is brought. */
      offices: string[];
      /** It stands where it stood before a restore. */
      comesBack: boolean;
    }
  | { kind: 'refused'; refusal: PushRefusal }
  /** The author saw more of this case than the platform holds: it was restored, and others will offer what is missing. */
  | { kind: 'notYet' };

const refused = (refusal: PushRefusal): Judgement => ({ kind: 'refused', refusal });
const notAllowed = (refusal: { kind: string }) => refused({ kind: 'notAllowed', refusal });

/** Offices that events bring into a case are offices of this platform: none would answer for another one. */
async function isKnownOffice(inside: Inside, event: CaseEvent): Promise<boolean> {
  if (event.type !== 'case.transferred' && event.type !== 'assistance.requested') return true;
  const { toDivision } = event.payload;
  const known = await inside
    .selectFrom('divisions')
    .select('code')
    .where('code', '=', toDivision)
    .executeTakeFirst();
  return known !== undefined;
}

const concerned = (snapshot: CaseSnapshot) => officesConcerned(readSnapshot(snapshot).facts);

/** What the machine's refusal is to its author: of two who acted apart while the case went to another office, nobody did wrong. */
function ofMachine(refusal: Refusal, unseen: readonly CaseEvent[], currentVersion: number): Judgement {
  if (!isNotAuthorised(refusal)) return notAllowed(refusal);
  const hasMoved = unseen.some((one) => touches(one).includes('handling'));
  return refused(
    hasMoved ? { kind: 'conflict', parts: ['handling'], currentVersion } : { kind: 'notAuthorised', refusal },
  );
}

const isWhatAccountsSay = (actor: Actor, account: Account) =>
  actor.accountId.toLowerCase() === account.accountId &&
  actor.name === account.name &&
  actor.divisionCode === account.divisionCode &&
  new Set([...actor.roles, ...account.roles]).size === account.roles.length &&
  new Set(actor.roles).size === account.roles.length;

async function mayAct(
  { inside, holders }: Ground,
  { credentialId }: Signer,
  event: CaseEvent,
): Promise<boolean> {
  const holder = holders.get(credentialId);
  if (!holder || holder.revoked) return false;
  const { known, deviceRevokedAt } = holder;
  // A device that was lost is withdrawn; what was done on it before may still come from its backup.
  const isAfterwards =
    deviceRevokedAt !== undefined && Date.parse(event.recordedAt) > deviceRevokedAt.getTime();
  if (isAfterwards || known.disabled || !isWhatAccountsSay(event.actor, known.account)) return false;
  return standsIn(inside, event);
}

/** Printable, so that the number can be stored, printed and looked up. */
const isPrintable = (text: string) => /^[^\p{C}\p{Z}]{1,50}$/u.test(text);

/** The item that a case is pinned to, or that its receipt pins it to. */
function itemOf({ catalogue }: Platform, { inside, files }: Ground, event: CaseEvent) {
  const present = files.find(event.caseId);
  if (present) return catalogue.find(inside, present.item_code, present.item_version);
  if (event.type !== 'application.received') return undefined;
  return catalogue.find(inside, event.payload.itemCode, event.payload.itemVersion);
}

/** An authentic event. `earlier`: what this platform had decided of it before a restore; else who signed it. */
export type Offer = { body: SignedBody } & ({ earlier: Accepted } | { signer: Signer });

/** What its author knew of its case, or, where it had been accepted before a restore, what stood before it then. */
function knownTo({ epoch }: Platform, { body: { event }, ...offer }: Offer) {
  const { baseEpoch = epoch.id, baseVersion } = event;
  const at =
    'earlier' in offer
      ? { epoch: offer.earlier.epoch, version: offer.earlier.version - 1 }
      : { epoch: baseEpoch, version: baseVersion };
  const isAmong = (one: Stand) =>
    one.version <= at.version && epoch.order(one.epoch) <= epoch.order(at.epoch);
  // Where it joined counts in the epoch in which it did, and later.
  const isBefore = (row: AcceptedEvent) => epoch.order(at.epoch) < epoch.order(row.epoch);
  // In the present epoch the number alone says it; of an older one only what was there already is meant by it.
  const has = (row: AcceptedEvent) =>
    at.epoch === epoch.id
      ? row.version <= at.version
      : isAmong(row) || (row.stood !== undefined && isBefore(row) && isAmong(row.stood));
  return { ...at, has };
}

/**
 * Judges an event that is next in its device's chain, under the lock of its case: who acts, whether what
 * happened since its author looked touches the same parts, and whether the workflow takes it. What had been accepted before a restore
 * comes back to its version without these questions, as long as nothing else has been done on the case since.
 */
export async function judge(platform: Platform, ground: Ground, offer: Offer): Promise<Judgement> {
  const { body } = offer;
  const { event } = body;
  const { epoch } = platform;
  const { inside, chains, files } = ground;
  const earlier = 'earlier' in offer ? offer.earlier : undefined;
  if ('signer' in offer && !(await mayAct(ground, offer.signer, event)))
    return refused({ kind: 'notAuthorised' });
  const present = files.find(event.caseId);
  const version = present?.version ?? 0;
  const known = knownTo(platform, offer);
  const isRecovering = epoch.isRecovering(platform.now());
  const mayStillCome = !epoch.isRestored || isRecovering;
  const isForeign = known.epoch !== epoch.id;
  const rows = await files.since(event.caseId, isForeign ? 0 : known.version);
  const isForked = isForeign && rows.some((row) => epoch.order(row.epoch) > epoch.order(known.epoch));
  const there = isForeign ? rows.filter(known.has).length : Math.min(version, known.version);
  if (there < known.version && mayStillCome) {
    const displaced = epoch.isRestored ? chains.displacedOf(event.caseId) : 0;
    if (there + displaced < known.version) return { kind: 'notYet' };
  }
  const comesBack = earlier !== undefined && !isForked && version === earlier.version - 1;
  if (!present && event.type !== 'application.received')
    return isRecovering
      ? { kind: 'notYet' }
      : notAllowed({ kind: 'notNow', state: 'blank' } as { kind: string });
  if (present && present.origin_division !== event.originDivision) return refused({ kind: 'notAuthorised' });
  const item = await itemOf(platform, ground, event);
  if (!item) return refused({ kind: 'unknownItem' });
  if (event.type === 'application.received' && !isPrintable(event.payload.provisionalNumber))
    return notAllowed({ kind: 'provisionalNumber' });

  const since = rows.filter((row) => !known.has(row));
  const authorsOwn = await chains.before(body, since, epoch.isRestored);
  const unseen = since.filter(({ hash }) => !authorsOwn.has(hash)).map((row) => row.event);
  const parts = comesBack ? [] : collisions(event, unseen);
  if (parts.length > 0) return refused({ kind: 'conflict', parts, currentVersion: version });

  const workflow = workflowOf(item);
  const snapshot = await files.fold(workflow, present, event.caseId);
  const verdict = workflow.decide(snapshot, event);
  if (verdict.kind === 'refused') return ofMachine(verdict.refusal, unseen, version);
  if (
    !comesBack &&
    event.type === 'bundle.childFinished' &&
    !(await childEnded(platform, ground, event, item))
  )
    return isRecovering ? { kind: 'notYet' } : notAllowed({ kind: 'childNotFinished' });
  if (!comesBack && !(await isKnownOffice(inside, event))) return notAllowed({ kind: 'unknownOffice' });
  const before = present ? concerned(snapshot) : [];
  const offices = [...new Set([...before, ...concerned(verdict.snapshot)])];
  return { kind: 'accepted', item, version: version + 1, snapshot: verdict.snapshot, offices, comesBack };
}
