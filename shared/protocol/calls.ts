import { AccountAnswer } from './accountState';
import { AuditAnswer, AuditRequest } from './audit';
import { CalendarsAnswer } from './calendars';
import { DelegationRequest, DelegationsAnswer, RevocationRequest } from './delegation';
import { CatalogueAnswer } from './items';
import { EnrolAnswer, EnrolRequest } from './enrol';
import { FerryKeys, FerryKeysRequest } from './ferry';
import { Health } from './health';
import { MaterialStatesAnswer, MaterialStatesRequest } from './materials';
import { PasswordRequest, PasswordState } from './password';
import { PullAnswer, PullRequest } from './pull';
import { PushAnswer, PushRequest } from './push';
import { RevocationsAnswer } from './revocations';
import { SignInAnswer, SignInRequest, TokenAnswer, TokenRequest } from './signIn';
import { z } from 'zod';

/** Every JSON call of the protocol: method, path, request and answer. The platform's routes and the client both read it. */
export const calls = {
  health: { method: 'GET', path: '/v1/health', request: z.strictObject({}), answer: Health, signedIn: false },
  enrol: {
    method: 'POST',
    path: '/v1/enrolments',
    request: EnrolRequest,
    answer: EnrolAnswer,
    signedIn: false,
  },
  signIn: {
    method: 'POST',
    path: '/v1/sign-ins',
    request: SignInRequest,
    answer: SignInAnswer,
    signedIn: false,
  },
  changePassword: {
    method: 'POST',
    path: '/v1/passwords',
    request: PasswordRequest,
    answer: PasswordState,
    signedIn: true,
  },
  token: { method: 'POST', path: '/v1/tokens', request: TokenRequest, answer: TokenAnswer, signedIn: false },
  push: { method: 'POST', path: '/v1/push', request: PushRequest, answer: PushAnswer, signedIn: true },
  pull: { method: 'GET', path: '/v1/pull', request: PullRequest, answer: PullAnswer, signedIn: true },
  catalogue: {
    method: 'GET',
    path: '/v1/catalogue',
    request: z.strictObject({}),
    answer: CatalogueAnswer,
    signedIn: true,
  },
  materialStates: {
    method: 'POST',
    path: '/v1/materials/states',
    request: MaterialStatesRequest,
    answer: MaterialStatesAnswer,
    signedIn: true,
  },
  calendars: {
    method: 'GET',
    path: '/v1/calendars',
    request: z.strictObject({}),
    answer: CalendarsAnswer,
    signedIn: true,
  },
  account: {
    method: 'GET',
    path: '/v1/account',
    request: z.strictObject({}),
    answer: AccountAnswer,
    signedIn: true,
  },
  revocations: {
    method: 'GET',
    path: '/v1/revocations',
    request: z.strictObject({}),
    answer: RevocationsAnswer,
    signedIn: true,
  },
  audit: { method: 'POST', path: '/v1/audit', request: AuditRequest, answer: AuditAnswer, signedIn: true },
  ferryKeys: {
    method: 'POST',
    path: '/v1/ferry/keys',
    request: FerryKeysRequest,
    answer: FerryKeys,
    signedIn: true,
  },
  delegations: {
    method: 'GET',
    path: '/v1/delegations',
    request: z.strictObject({}),
    answer: DelegationsAnswer,
    signedIn: true,
  },
  delegate: {
    method: 'POST',
    path: '/v1/delegations',
    request: DelegationRequest,
    answer: DelegationsAnswer,
    signedIn: true,
  },
  revokeDelegation: {
    method: 'POST',
    path: '/v1/delegations/revocations',
    request: RevocationRequest,
    answer: DelegationsAnswer,
    signedIn: true,
  },
} as const;

export type CallName = keyof typeof calls;
export type CallRequest<N extends CallName> = z.input<(typeof calls)[N]['request']>;
export type CallAnswer<N extends CallName> = z.output<(typeof calls)[N]['answer']>;
