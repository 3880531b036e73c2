import { describe, expect, it } from 'vitest';
import { sampleItem } from '../casework/testing/sampleItem';
import { ServiceItem } from '../catalogue/serviceItem';
import { buildDocument } from './buildDocument';
import { documentsOf } from './documentsOf';
import { DocumentModel } from './model';
import { documentNumbers } from './numbers';
import { sampleCases, sampleFacts, sampleIdNumber, sampleOffice } from './testing/sampleFacts';

const words = (model: DocumentModel) => JSON.stringify(model);

describe('the documents of a case', () => {
  it('are those that its steps have issued', () => {
    expect(documentsOf(sampleCases.received, sampleItem)).toEqual(['receipt']);
    expect(documentsOf(sampleCases.awaitingSupplement, sampleItem)).toEqual(['receipt', 'supplementNotice']);
    expect(documentsOf(sampleCases.notAccepted, sampleItem)).toEqual([
      'receipt',
      'nonAcceptanceNotice',
      'deliveryReceipt',
    ]);
    expect(documentsOf(sampleCases.granted, sampleItem)).toEqual([
      'receipt',
      'acceptanceNotice',
      'toleranceNotice',
      'tolerancePromise',
      'publicNoticeSheet',
      'grantDecision',
      'deliveryReceipt',
    ]);
  });

  it('fit the schema that the bridge parses, and carry the masked ID number only', () => {
    for (const state of Object.values(sampleCases))
      for (const kind of documentsOf(state, sampleItem)) {
        const model = buildDocument(kind, sampleFacts(state));
        expect(DocumentModel.parse(model)).toEqual(model);
        if (kind === 'publicNoticeSheet') expect(words(model)).not.toContain('230828********001X');
        else expect(words(model)).toContain('230828********001X');
        expect(words(model)).not.toContain(sampleIdNumber);
        expect(words(model)).not.toContain('13800001234');
      }
  });

  it('are not made before their step: that is a mistake of the caller', () => {
    expect(() => buildDocument('grantDecision', sampleFacts(sampleCases.accepted))).toThrow(/grantDecision/);
  });
});

describe('收件回执', () => {
  const model = buildDocument('receipt', sampleFacts(sampleCases.received));
  it('says that receipt is not acceptance, and when the applicant will be told', () => {
    expect(words(model)).toMatch(/收件不等于受理.*5个工作日内/);
  });
  it('lists what was handed in and what is still to come', () => {
    expect(model.materials.map(({ number, name, status }) => [number, name, status])).toEqual([
      [1, '身份证', '已收'],
      [2, '证明', '容缺待补'],
    ]);
  });
  it('prints the provisional number while the official one is not known', () => {
    const offline = buildDocument('receipt', sampleFacts(sampleCases.received, { caseNumber: undefined }));
    expect(offline).toMatchObject({ caseNumber: '暂1', caseNumberPending: true });
    expect(model).toMatchObject({ caseNumber: '2308281012026030100000A', provisionalNumber: '暂1' });
  });
  it('shows the time of receipt in Shanghai', () => {
    expect(model.particulars).toContainEqual({ label: '收件时间', value: '2026年3月1日 09:30', wide: false });
  });
});

describe('受理通知书', () => {
  const model = buildDocument('acceptanceNotice', sampleFacts(sampleCases.accepted));
  it('has the acceptance date, both limits with their units, and the promised day', () => {
    const text = model.paragraphs.join('');
    expect(text).toContain('自2026年3月2日起予以受理');
    expect(text).toContain('法定办结时限为20个工作日，承诺办结时限为10个工作日');
    expect(text).toContain('2026年3月16日前办结');
    expect(text).toContain('不收取任何费用');
    expect(model.date).toBe('2026年3月2日');
  });
  it('names the tolerated papers and the stages that are not counted (Art. 45)', () => {
    const text = model.paragraphs.join('');
    expect(text).toContain('容缺受理的材料：证明');
    expect(text).toContain('公示所需时间不计算在上述时限内');
  });
  it('says so where the promised day is provisional', () => {
    const promisedDue = { date: '2027-01-15', provisional: true };
    const later = buildDocument('acceptanceNotice', sampleFacts(sampleCases.accepted, { promisedDue }));
    expect(later.paragraphs.join('')).toContain('可能调整');
  });
  it('waits for its number, and is numbered by what the platform assigned', () => {
    expect(model).toMatchObject({ documentNumber: '样乡受〔2026〕12号', numberPending: false });
    const offline = buildDocument('acceptanceNotice', sampleFacts(sampleCases.accepted, { numbers: {} }));
    expect(offline).toMatchObject({ documentNumber: '联网后编发', numberPending: true });
    const assigned = { documentNumber: '样乡受〔2026〕13号' };
    expect(documentNumbers([{ event: { type: 'application.accepted' }, assigned }])).toEqual({
      acceptanceNotice: '样乡受〔2026〕13号',
    });
  });
});

describe('decisions and refusals', () => {
  const refusal = buildDocument('refusalDecision', sampleFacts(sampleCases.refused));
  const bureau = ServiceItem.parse({ ...sampleItem, organs: { township: '人民政府', county: '水务局' } });
  const government = ServiceItem.parse({
    ...sampleItem,
    organs: { township: '人民政府', county: '人民政府' },
  });
  const refusedBy = (item: ServiceItem) =>
    buildDocument('refusalDecision', { ...sampleFacts(sampleCases.refused), item });

  it('tell the remedies: 60 days to the county government, six months to court', () => {
    const text = refusedBy(bureau).remedies.join('');
    expect(refusedBy(bureau).organ).toBe('样例县水务局');
    expect(text).toContain('60日内向样例县人民政府申请行政复议');
    expect(text).toContain('6个月内直接向有管辖权的人民法院提起行政诉讼');
  });
  it('send a township’s refusal to accept to the county government as well, and a grant nowhere', () => {
    const notAccepted = buildDocument('nonAcceptanceNotice', sampleFacts(sampleCases.notAccepted));
    expect(notAccepted.organ).toBe('样例县样例镇人民政府');
    expect(notAccepted.remedies.join('')).toContain('向样例县人民政府申请行政复议');
    expect(buildDocument('grantDecision', sampleFacts(sampleCases.granted)).remedies).toEqual([]);
  });
  it('send a review of what the county government itself decided to the one above it', () => {
    expect(refusedBy(government).remedies.join('')).toContain('向样例市人民政府');
  });
  it('give the reason and the basis', () => {
    expect(refusal.paragraphs.join('')).toMatch(/不符合条件。依据样例办法第一条，本机关决定/);
    expect(refusal.title).toBe('不予行政许可决定书');
  });
  it('name the right authority when the case belongs elsewhere (Art. 32(2))', () => {
    const model = buildDocument('nonAcceptanceNotice', sampleFacts(sampleCases.notAccepted));
    expect(model.paragraphs.join('')).toMatch(/第三十二条第一款第（二）项.*样例市水务局/);
  });
  it('do not cite the licence law for what is no licence', () => {
    const benefit = ServiceItem.parse({ ...sampleItem, itemType: '05', basicCode: '230599001000' });
    for (const [kind, state] of [
      ['receipt', sampleCases.received],
      ['acceptanceNotice', sampleCases.accepted],
      ['supplementNotice', sampleCases.awaitingSupplement],
      ['nonAcceptanceNotice', sampleCases.notAccepted],
      ['grantDecision', sampleCases.granted],
    ] as const)
      expect(words(buildDocument(kind, { ...sampleFacts(state), item: benefit }))).not.toContain('行政许可');
  });
  it('grant with the stages gone through and where the decision can be seen', () => {
    const text = buildDocument('grantDecision', sampleFacts(sampleCases.granted)).paragraphs.join('');
    expect(text).toContain('并依法进行了审查');
    expect(text).toContain('第四十条予以公开');
    expect(text).toContain(`10个工作日内向你颁发、送达《样例证》`);
  });
});

describe('送达回证', () => {
  it('lists what is served with its number, and offers every method unticked until it is recorded', () => {
    const model = buildDocument('deliveryReceipt', sampleFacts(sampleCases.granted));
    expect(model.served).toEqual([{ name: '《准予行政许可决定书》', number: '样县〔2026〕3号' }]);
    expect(model.delivery?.methods).toHaveLength(6);
    expect(model.delivery?.methods.some((method) => method.chosen)).toBe(false);
    expect(model.contacts).toContainEqual({
      label: '咨询电话',
      value: sampleOffice.consultationPhone,
      wide: false,
    });
  });
});
