import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantSteps } from '@shared/casework/instant';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { ServiceItem } from '@shared/catalogue/serviceItem';
import { openTestPlatform, type TestPlatform } from '../../platform/testing/testPlatform';
import type { CaseFile, Performed, StepCommand } from '../../renderer/store/storeApi';
import { Office } from './office';

const [decision] = sampleItem.stages.slice(-1);
const atWindow = { ...decision, role: 'windowClerk' as const, level: 'township' as const };
const { certificate: _, ...withoutCertificate } = sampleItem;

/** Decided at the counter, like 生育登记. */
const instant = ServiceItem.parse({
  ...withoutCertificate,
  code: 'TST-011',
  handling: 'instant',
  samePersonMayDecide: true,
  stages: [atWindow],
});
const mapped = { applicantName: 'applicantName', idNumber: 'idNumber', address: { value: '某村' } };
/** One form, two matters; the second only where it is wanted. */
const bundle = ServiceItem.parse({
  ...instant,
  code: 'TST-010',
  handling: 'promised',
  bundle: [
    {
      id: 'first',
      itemCode: instant.code,
      lead: true,
      form: mapped,
      materials: { identity: 'identity', proof: 'proof' },
    },
    { id: 'second', itemCode: sampleItem.code, form: mapped, materials: { identity: 'identity' } },
    { id: 'unwanted', itemCode: sampleItem.code, form: mapped, onlyWhen: 'address = "外地"' },
  ],
});
const items = [sampleItem, instant, bundle];
const now = () => new Date('2026-03-02T01:30:00Z');

let platform: TestPlatform;
let town: Office;
let county: Office;

beforeEach(async () => {
  platform = await openTestPlatform({ items, now });
  const server = () => platform.app;
  town = await Office.start(server, { code: 'XLZ1-DEMO-0001', loginName: 'clerk.xianglan' }, now, items);
  county = await Office.start(server, { code: 'TYX1-DEMO-0001', loginName: 'supervisor.county' }, now, items);
});
afterEach(async () => {
  await town.end();
  await county.end();
  await platform.close();
});

const saved = (performed: Performed) => {
  if (performed.kind !== 'saved') throw new Error(JSON.stringify(performed));
  return performed.caseId;
};
const read = async (office: Office, caseId: string): Promise<CaseFile> => {
  const file = await office.store.readCase(caseId);
  if (!file) throw new Error('the case is not here');
  return file;
};
const { form, materials } = samplePayloads['application.received'];
const accept: StepCommand = { type: 'application.accepted', payload: { acceptedOn: '2026-03-02' } };

describe('a bundle 一件事 between window, county and platform', () => {
  it('opens its children with nothing typed twice, and closes last with one of them refused', async () => {
    const parent = saved(await town.store.receive({ itemCode: bundle.code, form, materials }, [accept]));
    saved(await town.store.openBundle(parent));
    const opened = await read(town, parent);
    expect(opened.state).toBe('bundleRunning');
    expect(opened.facts.children.map(({ childId }) => childId)).toEqual(['first', 'second']);
    const [first, second] = opened.facts.children.map(({ caseId }) => caseId);
    if (!first || !second) throw new Error('two children were opened');
    const child = await read(town, first);
    expect(child.facts.form).toEqual({ applicantName: '样例', idNumber: form.idNumber, address: '某村' });
    expect(child.parent?.summary.caseId).toBe(parent);
    // What is complete is accepted with its parent; what still lacks a paper waits at the window.
    expect(child.state).toBe('stage_decision');
    expect((await read(town, second)).state).toBe('received');

    expect(await town.store.gatherBundle(parent)).toMatchObject({ kind: 'refused' });
    const done = instantSteps(instant, '2026-03-02', { opinion: '同意', content: '准予', recipient: '样例' });
    saved(await town.store.perform(first, done.slice(1)));
    saved(
      await town.store.perform(second, [
        { type: 'application.notAccepted', payload: samplePayloads['application.notAccepted'] },
        { type: 'case.closed', payload: {} },
      ]),
    );
    saved(await town.store.gatherBundle(parent));
    expect((await read(town, parent)).state).toBe('awaitingDelivery');
    saved(
      await town.store.perform(parent, [
        { type: 'result.delivered', payload: samplePayloads['result.delivered'] },
        { type: 'case.closed', payload: {} },
      ]),
    );
    await town.agree();
    await county.agree();
    expect((await town.store.attention()).length).toBe(0);
    const seen = await read(county, parent);
    expect(seen.state).toBe('closed');
    expect(seen.facts.children.map(({ outcome }) => outcome)).toEqual(['granted', 'notAccepted']);
  });

  it('is not told that a child ended which did not: the platform asks the child itself', async () => {
    const parent = saved(await town.store.receive({ itemCode: bundle.code, form, materials }, [accept]));
    saved(await town.store.openBundle(parent));
    saved(
      await town.store.perform(parent, [
        { type: 'bundle.childFinished', payload: { childId: 'first', outcome: 'granted' } },
      ]),
    );
    await town.until(({ pending }) => pending === 0);
    await town.until(({ attention }) => attention === 1);
    const [entry] = await town.store.attention();
    expect(entry?.refusal).toMatchObject({ kind: 'notAllowed', refusal: { kind: 'childNotFinished' } });
    expect((await read(town, parent)).facts.children[0]?.outcome).toBeUndefined();
  });
});
