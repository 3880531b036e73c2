/** A size in the words of the language, rounded up: kilobytes below a megabyte. */
export function sizeWords(bytes: number, language: string): string {
  const unit = bytes < 1e6 ? 'kilobyte' : 'megabyte';
  const amount = new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 0 });
  return amount.format(Math.ceil(bytes / (bytes < 1e6 ? 1e3 : 1e6)));
}
