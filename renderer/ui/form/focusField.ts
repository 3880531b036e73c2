/** Brings a field to the middle of the view and puts the cursor into it. */
export function focusField(name: string): void {
  const frame = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
  if (!frame) return;
  frame.scrollIntoView({ block: 'center' });
  const control = frame.querySelector<HTMLElement>(
    'input:not([type=hidden]):not(:disabled), textarea, [role=combobox], button',
  );
  control?.focus({ preventScroll: true });
}
