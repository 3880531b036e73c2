import { OfficeFile } from '@shared/bridge/office';
import { readIfPresent } from '../../files/durableFile';

/** Finds the installer's office file: the first of the paths that exists counts. A broken one is reported by field. */
export async function findOfficeFile(
  paths: readonly string[],
  report: (message: string) => void,
): Promise<OfficeFile | undefined> {
  for (const path of paths) {
    const text = await readIfPresent(path);
    if (!text) continue;
    let json: unknown;
    try {
      json = JSON.parse(text.toString('utf8'));
    } catch {
      report('the office file is not JSON and is left out');
      return undefined;
    }
    const parsed = OfficeFile.safeParse(json);
    if (parsed.success) return parsed.data;
    const fields = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`);
    report(`the office file is left out: ${fields.join(', ')}`);
    return undefined;
  }
  return undefined;
}
