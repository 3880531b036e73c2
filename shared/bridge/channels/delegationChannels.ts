import { z } from 'zod';
import { DelegationRequest, DelegationsAnswer, RevocationRequest } from '../../protocol/delegation';
import { Problem } from '../../protocol/problem';
import { Unreachable } from '../session';
import { nothing } from './nothing';

/** What the platform answers about delegations, or why it could not be asked. */
const Delegated = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delegations'), delegations: DelegationsAnswer }),
  z.strictObject({ kind: z.literal('refused'), problem: Problem }),
  ...Unreachable.options,
]);

/** What the page may ask of the main process for 代岗. */
export const delegationChannels = {
  /** 代岗: what stands, lending, ending; kept by the platform, so that it needs the network. */
  'delegations.read': { input: nothing, output: Delegated },
  'delegations.give': { input: DelegationRequest, output: Delegated },
  'delegations.revoke': { input: RevocationRequest, output: Delegated },
} as const;
