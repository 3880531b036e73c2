/** The key that does the same, set beside the words. Decoration: a screen reader gets the key by `aria-keyshortcuts`. */
export function KeyHint({ keys }: { keys: string }) {
  return keys === '' ? null : (
    <kbd className="key-hint" aria-hidden="true">
      {keys}
    </kbd>
  );
}
