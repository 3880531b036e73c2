import { z } from 'zod';
import { catalogueProblems } from './bundleProblems';
import { ServiceItem } from './serviceItem';

/** What is wrong with a definition file, for a person to mend: file, path of the field, reason. */
export const CatalogueProblem = z.strictObject({ file: z.string(), path: z.string(), reason: z.string() });
export type CatalogueProblem = z.infer<typeof CatalogueProblem>;

export const Catalogue = z.strictObject({
  items: z.array(ServiceItem),
  problems: z.array(CatalogueProblem),
});
export type Catalogue = z.infer<typeof Catalogue>;

/** Reads one definition. Never throws: a broken file is named with each field and the reason. */
export function parseServiceItem(
  file: string,
  text: string,
): { kind: 'item'; item: ServiceItem } | { kind: 'broken'; problems: CatalogueProblem[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not JSON';
    return { kind: 'broken', problems: [{ file, path: '', reason }] };
  }
  const parsed = ServiceItem.safeParse(json);
  if (parsed.success) return { kind: 'item', item: parsed.data };
  const problems = parsed.error.issues.map((issue) => ({
    file,
    path: issue.path.join('.'),
    reason: issue.message,
  }));
  return { kind: 'broken', problems };
}

/**
 * Reads a set of definition files. A broken file is reported and the last good version of the same file stays in force
 * (`lastGood`: file name -> text that was good before). Of two files that define one version of
 * an item, the first stands. A bundle 一件事 whose children are not there, or do not take what it hands them, is reported and
 * left out.
 */
export function readCatalogue(
  files: readonly { file: string; text: string }[],
  lastGood: ReadonlyMap<string, string> = new Map(),
): Catalogue {
  const items: ServiceItem[] = [];
  const fileOf = new Map<ServiceItem, string>();
  const problems: CatalogueProblem[] = [];
  const put = (file: string, item: ServiceItem) => {
    if (items.some((one) => one.code === item.code && one.version === item.version))
      problems.push({
        file,
        path: 'code',
        reason: `another file already defines version ${item.version} of ${item.code}`,
      });
    else {
      items.push(item);
      fileOf.set(item, file);
    }
  };
  for (const { file, text } of files) {
    const read = parseServiceItem(file, text);
    if (read.kind === 'item') {
      put(file, read.item);
      continue;
    }
    problems.push(...read.problems);
    const before = lastGood.get(file);
    const kept = before === undefined ? undefined : parseServiceItem(file, before);
    if (kept?.kind === 'item') put(file, kept.item);
  }
  const misfits = catalogueProblems(items);
  const whole = items.filter((item) => {
    const own = misfits.filter(({ code, version }) => code === item.code && version === item.version);
    const file = fileOf.get(item) ?? '';
    problems.push(...own.map(({ path, reason }) => ({ file, path: path.join('.'), reason })));
    return own.length === 0;
  });
  return { items: whole.sort((a, b) => a.code.localeCompare(b.code)), problems };
}
