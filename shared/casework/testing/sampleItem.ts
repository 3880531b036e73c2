import { ServiceItem } from '../../catalogue/serviceItem';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });

/**
 * A neutral item for tests: no real item stands in it, which proves that the code knows none. Two stages and a decision,
 * one required paper, one tolerable paper, a certificate.
 */
export const sampleItem: ServiceItem = ServiceItem.parse({
  schemaVersion: 1,
  code: 'TST-001',
  version: 1,
  basicCode: '230199001000',
  name: text('样例事项', 'Sample item'),
  summary: text('只用于测试', 'For tests only'),
  itemType: '01',
  handling: 'promised',
  enabled: true,
  legalBasis: [{ title: '样例办法' }],
  organCodes: { township: '样乡', county: '样县' },
  limits: {
    statutory: { days: 20, unit: 'workingDay' },
    promised: { days: 10, unit: 'workingDay' },
    extension: { days: 10, basis: '样例办法第二条' },
  },
  applicant: { name: 'applicantName', idNumber: 'idNumber', mobile: 'mobile', address: 'address' },
  form: [
    {
      id: 'applicant',
      title: text('申请人', 'Applicant'),
      fields: [
        {
          id: 'applicantName',
          type: 'personName',
          label: text('姓名', 'Name'),
          required: true,
          mask: 'name',
        },
        {
          id: 'idNumber',
          type: 'citizenId',
          label: text('身份证号', 'ID number'),
          required: true,
          mask: 'citizenId',
        },
        { id: 'mobile', type: 'mobile', label: text('手机', 'Mobile'), mask: 'mobile' },
        { id: 'address', type: 'text', label: text('住址', 'Address'), mask: 'address' },
      ],
    },
  ],
  materials: [
    { id: 'identity', name: text('身份证', 'Identity card'), required: true, presented: 'copy' },
    { id: 'proof', name: text('证明', 'Proof'), required: true, tolerable: true, presented: 'original' },
  ],
  stages: [
    {
      id: 'examination',
      name: text('审查', 'Examination'),
      kind: 'examination',
      role: 'examiner',
      level: 'county',
      minimumStaff: 2,
    },
    {
      id: 'notice',
      name: text('公示', 'Public notice'),
      kind: 'publicNotice',
      role: 'examiner',
      level: 'county',
      noticeDays: 7,
      pausesClock: true,
    },
    { id: 'decision', name: text('决定', 'Decision'), kind: 'decision', role: 'decider', level: 'county' },
  ],
  samePersonMayDecide: false,
  certificate: { name: text('样例证', 'Sample certificate'), prefix: 'YL', validYears: 5 },
  specialProcedures: [{ id: 'hearing', kind: 'hearing', name: text('听证', 'Hearing') }],
  afterChecks: [
    { id: 'completion', name: text('完工核查', 'Check on completion'), role: 'examiner', level: 'county' },
  ],
  retentionYears: 30,
});
