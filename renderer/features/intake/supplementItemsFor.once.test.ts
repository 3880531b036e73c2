import { expect, it } from 'vitest';
import { SupplementLine } from '@shared/documents/model';
import { payloads } from '@shared/casework/event';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { fromFormData } from '../../ui/form/formValues';
import { problemsOf } from '../../ui/form/placedProblem';
import { supplementItemsFor } from './supplementItemsFor';

const notice = (form: Record<string, string>) =>
  supplementItemsFor(
    problemsOf(sampleItem, fromFormData(sampleItem.form, form)),
    sampleItem.materials,
    ({ key }) => `(${key})`,
  );

it('names every missing material, every wrong entry and, in one line, what is not filled in', () => {
  const items = notice({ applicantName: '王秀兰', mobile: '12' });
  expect(items).toHaveLength(sampleItem.materials.length + 2);
  expect(items[0]).toEqual({
    materialId: 'identity',
    problem: '未提交“身份证”。',
    remedy: '请提交“身份证”。',
  });
  expect(items.at(-2)?.problem).toBe('申请表“手机”：(form.mobile)');
  expect(items.at(-1)?.problem).toBe('申请表以下各项未填写：身份证号。');
});

it('is a payload that the workflow takes and the notice can print', () => {
  const items = notice({});
  expect(payloads['supplement.requested'].safeParse({ items }).success).toBe(true);
  expect(SupplementLine.shape.problem.safeParse(items.at(-1)?.problem).success).toBe(true);
});
