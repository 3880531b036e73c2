import type { Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { DelegationRequest, RevocationRequest } from '@shared/protocol/delegation';
import type { CallResult } from '../transport/platformCall';
import type { OpenSession } from './openSession';

type Delegated = Output<PageChannels['delegations.read']>;

const tell = (result: CallResult<'delegations'>): Delegated => {
  if (result.kind === 'problem') return { kind: 'refused', problem: result.problem };
  return result.kind === 'answer' ? { kind: 'delegations', delegations: result.answer } : result;
};

/** 代岗: what the signed-in person has lent and borrowed, as the platform keeps it. */
export const readDelegations = async ({ platform }: OpenSession): Promise<Delegated> =>
  tell(await platform.call('delegations', {}));

/** Lends roles of one's own to a colleague, who has them from the next sign-in with a network on. */
export const giveDelegation = async (
  { platform }: OpenSession,
  request: DelegationRequest,
): Promise<Delegated> => tell(await platform.call('delegate', request));

/** Ends a delegation; the platform takes nothing made under it from then on. */
export const revokeDelegation = async (
  { platform }: OpenSession,
  request: RevocationRequest,
): Promise<Delegated> => tell(await platform.call('revokeDelegation', request));
