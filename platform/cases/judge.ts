import type { Actor, CaseEvent } from '@shared/casework/event';
import { workflowOf, type CaseSnapshot } from '@shared/casework/machine';
import { collisions } from '@shared/casework/touches';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { Account } from '@shared/protocol/account';
import type { PushRefusal } from '@shared/protocol/push';
import type { SignedBody } from '@shared/sealing/signedEvent';
import { findAccount } from '../accounts/accounts';
import type { Credential } from '../accounts/credentials';
import { standsIn } from '../accounts/delegations';
import type { Platform } from '../platform';
import type { Inside } from '../storage/database';
import { childEnded } from './bundles';
import { acceptedSince } from './snapshots';

export type Judgement =
  | { kind: 'accepted'; item: ServiceItem; version: number; snapshot: CaseSnapshot }
  | { kind: 'refused'; refusal: PushRefusal }
  /** The author saw more of this case than the platform holds: it was restored, and others will offer what is missing. */
  | { kind: 'notYet' };

const refused = (refusal: PushRefusal): Judgement => ({ kind: 'refused', refusal });
const notAllowed = (refusal: { kind: string }) => refused({ kind: 'notAllowed', refusal });

const isWhatAccountsSay = (actor: Actor, account: Account) =>
  actor.accountId.toLowerCase() === account.accountId &&
  actor.name === account.name &&
  actor.divisionCode === account.divisionCode &&
  new Set([...actor.roles, ...account.roles]).size === account.roles.length &&
  new Set(actor.roles).size === account.roles.length;

async function mayAct(inside: Inside, credential: Credential, event: CaseEvent): Promise<boolean> {
  if (credential.revoked || credential.deviceRevoked) return false;
  const known = await findAccount(inside, credential.accountId);
  if (!known || known.disabled || !isWhatAccountsSay(event.actor, known.account)) return false;
  return standsIn(inside, event);
}

/** Printable, so that the number can be stored, printed and looked up. */
const isPrintable = (text: string) => /^[^\p{C}\p{Z}]{1,50}$/u.test(text);

async function lockCase(inside: Inside, caseId: string) {
  return inside.selectFrom('cases').selectAll().where('case_id', '=', caseId).forUpdate().executeTakeFirst();
}

function itemFor(platform: Platform, event: CaseEvent): ServiceItem | undefined {
  if (event.type !== 'application.received') return undefined;
  return platform.catalogue.find(event.payload.itemCode, event.payload.itemVersion);
}

/**
 * Judges an authentic event that is next in its device's chain, under the lock of its case: who acts, whether what
 * happened since its author looked touches the same parts, and whether the workflow takes it.
 */
export async function judge(
  platform: Platform,
  inside: Inside,
  body: SignedBody,
  credential: Credential,
): Promise<Judgement> {
  const { event } = body;
  if (!(await mayAct(inside, credential, event))) return refused({ kind: 'notAuthorised' });
  const present = await lockCase(inside, event.caseId);
  const version = present?.version ?? 0;
  if (event.baseVersion > version) return { kind: 'notYet' };
  if (!present && event.type !== 'application.received')
    return notAllowed({ kind: 'notNow', state: 'blank' } as { kind: string });
  if (present && present.origin_division !== event.originDivision) return refused({ kind: 'notAuthorised' });
  const item = present
    ? platform.catalogue.find(present.item_code, present.item_version)
    : itemFor(platform, event);
  if (!item) return refused({ kind: 'unknownItem' });
  if (event.type === 'application.received' && !isPrintable(event.payload.provisionalNumber))
    return notAllowed({ kind: 'provisionalNumber' });

  const isAuthorsOwn = (one: { deviceId: string; sequence: number }) =>
    one.deviceId === credential.deviceId && one.sequence < body.sequence;
  const since =
    event.baseVersion < version ? await acceptedSince(inside, event.caseId, event.baseVersion) : [];
  const unseen = since.filter((one) => !isAuthorsOwn(one)).map((one) => one.event);
  const parts = collisions(event, unseen);
  if (parts.length > 0) return refused({ kind: 'conflict', parts, currentVersion: version });

  if (event.type === 'bundle.childFinished' && !(await childEnded(platform, inside, event, item)))
    return notAllowed({ kind: 'childNotFinished' });

  const workflow = workflowOf(item);
  const snapshot = await platform.snapshots.at(inside, workflow, event.caseId, version);
  const verdict = workflow.decide(snapshot, event);
  if (verdict.kind === 'refused') return notAllowed(verdict.refusal);
  return { kind: 'accepted', item, version: version + 1, snapshot: verdict.snapshot };
}
