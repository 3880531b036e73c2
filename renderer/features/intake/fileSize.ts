/** A size as people say it: 20.3 MB, 812 KB. */
export function fileSize(bytes: number): string {
  const mega = bytes / (1024 * 1024);
  return mega >= 1 ? `${Number(mega.toFixed(1))} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
