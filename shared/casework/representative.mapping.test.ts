import { describe, expect, it } from 'vitest';
import { ServiceItem } from '../catalogue/serviceItem';
import { representativeIn } from './representative';
import { sampleItem } from './testing/sampleItem';

const text = (zh: string) => ({ 'zh-CN': zh, en: zh });
const [applicant] = sampleItem.form;
const asked = { visibleWhen: { field: 'byAgent', in: [true] } };
const item = ServiceItem.parse({
  ...sampleItem,
  agent: { name: 'agentName', idNumber: 'agentId', mobile: 'agentMobile', relation: 'agentRelation' },
  form: [
    applicant,
    {
      id: 'agent',
      title: text('代办人'),
      fields: [
        { id: 'byAgent', type: 'yesNo', label: text('是否代办') },
        { id: 'agentName', type: 'personName', label: text('姓名'), mask: 'name', ...asked },
        { id: 'agentId', type: 'citizenId', label: text('证件号'), mask: 'citizenId', ...asked },
        { id: 'agentMobile', type: 'mobile', label: text('电话'), mask: 'mobile', ...asked },
        {
          id: 'agentRelation',
          type: 'choice',
          label: text('关系'),
          options: [
            { value: 'villageAgent', label: text('村帮办代办员') },
            { value: 'relative', label: text('亲属') },
          ],
          ...asked,
        },
      ],
    },
  ],
});
const agent = { agentName: '周大山', agentMobile: '13600001357', agentRelation: 'villageAgent' };

describe('who acts for the applicant', () => {
  it('stands in the form already and is not typed twice', () => {
    expect(representativeIn(item, { byAgent: true, ...agent })).toEqual({
      name: '周大山',
      idNumber: '',
      mobile: '13600001357',
      relation: '村帮办代办员',
    });
  });

  it('is nobody where the form does not ask, whatever stale value stands there', () => {
    expect(representativeIn(item, { byAgent: false, ...agent })).toBeUndefined();
    expect(representativeIn(sampleItem, agent)).toBeUndefined();
  });
});
