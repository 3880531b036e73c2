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
  return fitting(items, problems, (item) => fileOf.get(item) ?? '');
}

const byCode = (a: ServiceItem, b: ServiceItem) => a.code.localeCompare(b.code) || a.version - b.version;

/** Leaves out, and reports, what does not fit the others: a bundle 一件事 whose children are not there, or do not take what it hands them. */
function fitting(
  items: readonly ServiceItem[],
  problems: readonly CatalogueProblem[],
  fileOf: (item: ServiceItem) => string,
): Catalogue {
  const misfits = catalogueProblems(items);
  const isSame = (one: { code: string; version: number }, item: ServiceItem) =>
    one.code === item.code && one.version === item.version;
  const reports = items.flatMap((item) =>
    misfits
      .filter((one) => isSame(one, item))
      .map(({ path, reason }) => ({ file: fileOf(item), path: path.join('.'), reason })),
  );
  const whole = items.filter((item) => !misfits.some((one) => isSame(one, item)));
  return { items: whole.sort(byCode), problems: [...problems, ...reports] };
}

/**
 * The catalogue in force where a platform has handed out its own: of an item that it serves, its versions alone, because it refuses a case
 * that was received under another one; of the others what came with the program. What this program cannot read of it is left out.
 */
export function withServed(own: Catalogue, served: readonly unknown[]): Catalogue {
  const readable = served.flatMap((one) => {
    const parsed = ServiceItem.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
  const codes = new Set(readable.map(({ code }) => code));
  const others = own.items.filter(({ code }) => !codes.has(code));
  return fitting([...others, ...readable], own.problems, ({ code, version }) => `${code}@${String(version)}`);
}
