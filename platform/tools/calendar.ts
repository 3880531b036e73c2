import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CalendarYear } from '@shared/calendar/calendarData';
import { SignedCalendar, signedText } from '@shared/calendar/signedCalendar';
import { DivisionCode } from '@shared/casework/identifiers';
import { readNamed } from './resources';
import { UsageError, type Print, type Tool } from './usage';

const usage = `npm run calendar -- keygen FOLDER
npm run calendar -- sign --key FOLDER/calendar-key.pem [--division 230828] YEAR.json > SIGNED.json
npm run calendar -- verify --key PUBLICKEY SIGNED.json
npm run calendar -- publish --key PUBLICKEY SIGNED.json`;

function readJson(file: string): unknown {
  try {
    return JSON.parse(readNamed(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} 不是 JSON · is not JSON`);
  }
}

/** Makes a signing key; the public part is what office files trust. */
function keygen(folder: string, print: Print): number {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
  writeFileSync(join(folder, 'calendar-key.pem'), pem, { mode: 0o600, flag: 'wx' });
  print(publicKey.export({ format: 'der', type: 'spki' }).toString('base64'));
  return 0;
}

function signFile(
  file: string,
  keyFile: string,
  divisionCode: string | undefined,
  now: Date,
): SignedCalendar {
  const calendar = CalendarYear.safeParse(readJson(file));
  if (!calendar.success)
    throw new UsageError(
      `${file} 不是放假安排文件 · is no calendar year: ${calendar.error.issues[0]?.message ?? ''}`,
    );
  if (divisionCode !== undefined && !DivisionCode.safeParse(divisionCode).success)
    throw new UsageError(`--division 是6位或9位区划代码 · is a division code of 6 or 9 digits`);
  const unsigned = {
    calendar: calendar.data,
    ...(divisionCode === undefined ? {} : { divisionCode }),
    signedAt: now.toISOString(),
    signature: '',
  };
  const signature = sign(null, Buffer.from(signedText(unsigned)), createPrivateKey(readNamed(keyFile)));
  return { ...unsigned, signature: signature.toString('base64') };
}

function verifyFile(file: string, key: string, print: Print): number {
  const signed = SignedCalendar.safeParse(readJson(file));
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  const holds =
    signed.success &&
    verify(
      null,
      Buffer.from(signedText(signed.data)),
      publicKey,
      Buffer.from(signed.data.signature, 'base64'),
    );
  print(holds ? `${file} 签名有效 · the signature holds` : `${file} 签名无效 · the signature does not hold`);
  return holds ? 0 : 1;
}

/** Makes a key, signs a year of days off for offices to import, checks a signed one. */
export const calendarTool: Tool = ([command, ...args], print) => {
  const { values, positionals } = parseArgs({
    args,
    options: { key: { type: 'string' }, division: { type: 'string' } },
    allowPositionals: true,
  });
  const [named] = positionals;
  if (named === undefined || positionals.length > 1) throw new UsageError(usage);
  if (command === 'keygen') return keygen(named, print);
  if (values.key === undefined) throw new UsageError(usage);
  if (command === 'verify') return verifyFile(named, values.key, print);
  if (command !== 'sign') throw new UsageError(usage);
  print(JSON.stringify(signFile(named, values.key, values.division, new Date()), null, 2));
  return 0;
};
