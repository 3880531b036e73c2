import type { CaseExport } from '../../../shared/exchange/caseExport';

/** An export as the page would ask to have it saved. */
export const sampleExport: CaseExport = {
  manifest: {
    schemaVersion: 1,
    caseId: '00000000-0000-4000-8000-000000000001',
    number: '23082810120260301000001X',
    numberIsOfficial: true,
    itemCode: 'TST-001',
    itemVersion: 1,
    exportedAt: '2026-06-02T10:15:30+08:00',
    batch: '0123456789abcdef0123456789abcdef',
    disclosure: { kind: 'masked' },
    unconfirmed: 0,
    late: [],
  },
  tables: [
    {
      key: 'up_pro_accept',
      name: '办件受理信息',
      columns: [{ key: 'project_no', name: '办件编号', notation: 'an..50' }],
      rows: [{ project_no: '23082810120260301000001X' }],
      empty: [],
      misfits: [],
    },
  ],
};
