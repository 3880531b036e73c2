import { act, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { FormProvider, type UseFormReturn } from 'react-hook-form';
import { beforeAll, expect, it } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { Section } from '@shared/catalogue/field';
import { ServiceItem } from '@shared/catalogue/serviceItem';
import { startI18n } from '../../app/i18n/i18n';
import { DefinitionForm } from './DefinitionForm';
import type { FormValues } from './formValues';
import { useDefinitionForm } from './useDefinitionForm';

const label = { 'zh-CN': '字段', en: 'field' };
const columns = [
  { id: 'wage', type: 'money', label },
  { id: 'yearly', type: 'money', label: { 'zh-CN': '年收入', en: 'per year' }, computed: 'wage * 12' },
];
const fields = [
  { id: 'members', type: 'table', label, minRows: 2, columns },
  { id: 'total', type: 'money', label, computed: 'sum(members.wage)' },
];
const item = ServiceItem.parse({
  ...sampleItem,
  form: [...sampleItem.form, Section.parse({ id: 'more', title: label, fields })],
  rules: [
    {
      id: 'many',
      holds: 'total <= 50',
      message: { 'zh-CN': '合计超过五十元，请核对。', en: 'More than 50 yuan.' },
      fields: ['total'],
      severity: 'warning',
    },
  ],
});

type Opened = (form: UseFormReturn<FormValues>) => void;
function Page({ onOpen }: { onOpen: Opened }) {
  const form = useDefinitionForm(item, {});
  useEffect(() => onOpen(form), [form, onOpen]);
  return (
    <FormProvider {...form}>
      <DefinitionForm item={item} />
    </FormProvider>
  );
}

beforeAll(() => {
  startI18n('zh-CN');
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  Reflect.set(window, 'matchMedia', () => ({ matches: false, addListener() {}, removeListener() {} }));
  Reflect.set(
    globalThis,
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});

const nextFrame = () => new Promise((resolve) => setTimeout(resolve, 60));
const textOf = (name: string) => document.querySelector(`[data-field="${name}"]`)?.textContent ?? '';

it('shows what is computed while figures are typed, sums up the column, and warns without refusing', async () => {
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  let form: UseFormReturn<FormValues> | undefined;
  const onOpen: Opened = (opened) => {
    form = opened;
  };
  await act(async () => {
    root.render(<Page onOpen={onOpen} />);
    await nextFrame();
  });
  expect(textOf('values.total')).toContain('填好相关各项后自动算出');
  await act(async () => {
    form?.setValue('tables.members.0.wage', 10.1);
    form?.setValue('tables.members.1.wage', 20.2);
    await nextFrame();
  });
  expect(textOf('values.total')).toContain('30.30 元自动计算');
  expect(textOf('tables.members.1.yearly')).toBe('242.40');
  expect(textOf('tables.members')).toContain('年收入合计：363.60 元');
  expect(textOf('values.total')).not.toContain('超过');
  await act(async () => {
    form?.setValue('tables.members.0.wage', 40);
    await nextFrame();
  });
  expect(textOf('values.total')).toContain('合计超过五十元，请核对。');
  expect(document.querySelector('[data-field="values.total"] input')).toBeNull();
  act(() => root.unmount());
});
