import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';

const Reasoned = z.strictObject({ reason: z.string().trim().min(1).max(1000) });

type Props = {
  title: string;
  explain: string;
  label: string;
  submitLabel: string;
  dangerous?: boolean;
  busy: boolean;
  onSubmit: (payload: z.infer<typeof Reasoned>) => void;
  onCancel: () => void;
  /** What is being answered, above the question. */
  children?: ReactNode;
};

/** A step that carries nothing but its reason. */
export function ReasonPanel({ label, onSubmit, children, ...frame }: Props) {
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(Reasoned),
    defaultValues: { reason: '' },
  });
  return (
    <PanelFrame {...frame} onSubmit={() => void handleSubmit(onSubmit)()}>
      {children}
      <StepField control={control} name="reason" label={label}>
        {(props) => <TextControl {...props} rows={3} />}
      </StepField>
    </PanelFrame>
  );
}
