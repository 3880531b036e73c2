import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { usualTokenSeconds } from './accounts/accessTokens';
import { scannerOf, type Scanner } from './materials/scanner';

const Environment = z.object({
  LONGJIANG_PLATFORM_PORT: z.coerce.number().int().min(0).max(65535).default(8610),
  LONGJIANG_PLATFORM_HOST: z.string().min(1).default('127.0.0.1'),
  LONGJIANG_PLATFORM_DATA: z.string().min(1).default('platform-data'),
  LONGJIANG_PLATFORM_DEMO: z.enum(['0', '1']).default('0'),
  LONGJIANG_CATALOGUE: z.string().min(1).optional(),
  LONGJIANG_CALENDAR: z.string().min(1).optional(),
  LONGJIANG_PASSWORD_DAYS: z.coerce.number().int().min(0).max(3650).default(180),
  LONGJIANG_TOKEN_SECONDS: z.coerce.number().int().min(10).max(86_400).default(usualTokenSeconds),
  LONGJIANG_METRICS_TOKEN: z.string().min(16).optional(),
  LONGJIANG_SCAN_COMMAND: z.string().min(1).optional(),
  LONGJIANG_CLAMD: z.string().min(1).optional(),
  LONGJIANG_UPLOAD_DAYS: z.coerce.number().min(0.01).max(90).default(7),
  LONGJIANG_REQUESTS_PER_MINUTE: z.coerce.number().int().min(60).default(1200),
  LONGJIANG_TRUST_PROXY: z.string().min(1).optional(),
  DATABASE_URL: z.string().min(1).optional(),
});

export type Settings = {
  port: number;
  host: string;
  dataFolder: string;
  demo: boolean;
  catalogueFolder: string;
  calendarFolder: string | undefined;
  databaseUrl: string | undefined;
  /** Days for which a password holds; 0: for ever. */
  passwordDays: number;
  /** Seconds for which an access token holds; then a device takes another one by itself. */
  tokenSeconds: number;
  /** What a monitor has to say to read the counters. */
  metricsToken: string | undefined;
  /** Looks at every file before it is given out. */
  scanner: Scanner | undefined;
  /** Days in which an upload has to be finished. */
  uploadDays: number;
  /** Pushes, and likewise pulls, of one device in a minute. */
  requestsPerMinute: number;
  /** Addresses of reverse proxies whose X-Forwarded-For is believed; attempts are counted per address. */
  trustedProxies: string | undefined;
};

/** A folder of resources that comes with the project, looked for upwards from where this program stands. */
function findOwn(name: string): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources', name);
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

const given = (path: string | undefined) => (path === undefined ? undefined : resolve(path));

/** Reads the settings from the environment; throws with the names of the variables that are wrong. */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  const parsed = Environment.safeParse(variables);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`the environment is not usable: ${wrong.join('; ')}`);
  }
  const known = parsed.data;
  const catalogueFolder = given(known.LONGJIANG_CATALOGUE) ?? findOwn('catalogue');
  if (catalogueFolder === undefined)
    throw new Error('set LONGJIANG_CATALOGUE: no resources/catalogue was found');
  return {
    port: known.LONGJIANG_PLATFORM_PORT,
    host: known.LONGJIANG_PLATFORM_HOST,
    dataFolder: resolve(known.LONGJIANG_PLATFORM_DATA),
    demo: known.LONGJIANG_PLATFORM_DEMO === '1',
    catalogueFolder,
    calendarFolder: given(known.LONGJIANG_CALENDAR) ?? findOwn('calendar'),
    databaseUrl: known.DATABASE_URL,
    passwordDays: known.LONGJIANG_PASSWORD_DAYS,
    tokenSeconds: known.LONGJIANG_TOKEN_SECONDS,
    metricsToken: known.LONGJIANG_METRICS_TOKEN,
    scanner: scannerOf({ command: known.LONGJIANG_SCAN_COMMAND, clamd: known.LONGJIANG_CLAMD }),
    uploadDays: known.LONGJIANG_UPLOAD_DAYS,
    requestsPerMinute: known.LONGJIANG_REQUESTS_PER_MINUTE,
    trustedProxies: known.LONGJIANG_TRUST_PROXY,
  };
}
