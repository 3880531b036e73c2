import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseEvent } from '@shared/casework/event';
import { DelegationsAnswer } from '@shared/protocol/delegation';
import { eventOf, TestDevice, type Worker } from '../testing/device';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';

let office: TestPlatform;
let township: TestDevice;
let clerk: Worker;
let examiner: Worker;

beforeAll(async () => {
  office = await openTestPlatform({ now: () => new Date('2026-03-01T02:00:00Z') });
  township = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0001');
  clerk = await township.signIn('clerk.xianglan');
  examiner = await township.signIn('examiner.xianglan');
});
afterAll(() => office.close());

async function call(worker: Worker, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${worker.accessToken}` };
  const answer = await office.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json<unknown>() };
}
const lend = (worker: Worker, changes: object = {}) =>
  call(worker, 'POST', '/v1/delegations', {
    toAccountId: examiner.account.accountId,
    roles: ['windowClerk'],
    validFrom: '2026-03-01',
    validTo: '2026-03-05',
    ...changes,
  });
const given = async () => DelegationsAnswer.parse((await lend(clerk)).body).given.at(-1);

const receivedBy = (worker: Worker, delegationId: string, changes: Partial<CaseEvent> = {}): CaseEvent => {
  const standingInFor = {
    delegationId,
    accountId: clerk.account.accountId,
    name: clerk.account.name,
    roles: ['windowClerk' as const],
  };
  const event = eventOf('application.received', { ...worker.actor, standingInFor }, { caseId: randomUUID() });
  return { ...event, ...changes } as CaseEvent;
};
const push = async (event: CaseEvent) => (await township.push(examiner, township.sign(examiner, event)))[0];

describe('standing in 代岗', () => {
  it('lets a colleague act with lent roles, and says so at the next sign-in', async () => {
    const delegation = await given();
    if (!delegation) throw new Error('the delegation was not given');
    expect(await push(receivedBy(examiner, delegation.delegationId))).toMatchObject({ kind: 'accepted' });
    const again = await township.signIn('examiner.xianglan');
    expect(again.account.delegations.map(({ delegationId }) => delegationId)).toContain(
      delegation.delegationId,
    );
  });

  it('refuses what was never lent, other roles, and days before and after', async () => {
    const delegation = await given();
    const id = delegation?.delegationId ?? '';
    const refused = { kind: 'refused', refusal: { kind: 'notAuthorised' } };
    expect(await push(receivedBy(examiner, randomUUID()))).toMatchObject(refused);
    const early = { recordedAt: '2026-02-28T09:00:00+08:00' };
    expect(await push(receivedBy(examiner, id, early))).toMatchObject(refused);
    const late = { recordedAt: '2026-03-06T09:00:00+08:00' };
    expect(await push(receivedBy(examiner, id, late))).toMatchObject(refused);
    const event = receivedBy(examiner, id);
    const { standingInFor } = event.actor;
    if (!standingInFor) throw new Error('the actor stands in');
    const more = {
      ...event,
      actor: { ...event.actor, standingInFor: { ...standingInFor, roles: ['decider' as const] } },
    };
    expect(await push(more)).toMatchObject(refused);
  });

  it('ends when it is revoked, for what is recorded after', async () => {
    const delegation = await given();
    const id = delegation?.delegationId ?? '';
    const ended = await call(clerk, 'POST', '/v1/delegations/revocations', { delegationId: id });
    expect(ended.status).toBe(200);
    const after = { recordedAt: '2026-03-01T18:00:00+08:00' };
    expect(await push(receivedBy(examiner, id, after))).toMatchObject({ refusal: { kind: 'notAuthorised' } });
    const before = { recordedAt: '2026-03-01T09:00:00+08:00' };
    expect(await push(receivedBy(examiner, id, before))).toMatchObject({ kind: 'accepted' });
    expect((await call(clerk, 'POST', '/v1/delegations/revocations', { delegationId: id })).status).toBe(404);
  });

  it('lends own roles only, within the office, for a lawful period', async () => {
    expect((await lend(clerk, { roles: ['decider'] })).status).toBe(403);
    expect((await lend(clerk, { validTo: '2026-07-01' })).status).toBe(403);
    expect((await lend(clerk, { validFrom: '2026-03-06' })).status).toBe(403);
    expect((await lend(clerk, { toAccountId: clerk.account.accountId })).status).toBe(403);
    const county = await TestDevice.enrol(office.app, 'TYX1-DEMO-0001');
    const supervisor = await county.signIn('supervisor.county');
    expect((await lend(clerk, { toAccountId: supervisor.account.accountId })).status).toBe(403);
  });
});
