import { createPublicKey, verify } from 'node:crypto';
import { parseArgs } from 'node:util';
import { SignedCalendar, signedText } from '@shared/calendar/signedCalendar';
import { publishCalendar } from '../catalogue/published';
import type { Database } from '../storage/database';
import { operatorTool } from './operator';
import { readNamed } from './resources';
import { UsageError, type Print } from './usage';

const usage = `npm run calendar -- publish --key PUBLICKEY SIGNED.json
把签好的放假安排下发到各终端：终端核对签名后自动启用，并重新计算时限。
Hands a signed year out to devices, which check its signature and compute their clocks anew.
用平台的环境变量指明数据库；内置数据库要先停止平台。
The platform's variables name the database; stop the platform first where it is embedded.`;

function readSigned(file: string): SignedCalendar | undefined {
  try {
    return SignedCalendar.parse(JSON.parse(readNamed(file)));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return undefined;
  }
}

function holds(signed: SignedCalendar, key: string): boolean {
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(signedText(signed)), publicKey, Buffer.from(signed.signature, 'base64'));
}

/** Publishes a signed year whose signature holds. Answers the exit status: 1 where it does not hold. */
export async function runPublish(db: Database, args: readonly string[], print: Print): Promise<number> {
  const { values, positionals } = parseArgs({
    args: args.slice(1),
    options: { key: { type: 'string' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1 || values.key === undefined) throw new UsageError(usage);
  const signed = readSigned(file);
  if (!signed || !holds(signed, values.key)) {
    print(`${file} 签名无效，没有下发 · the signature does not hold, nothing was published`);
    return 1;
  }
  await publishCalendar(db, signed, new Date());
  print(`${String(signed.calendar.year)} 已下发 · is handed out`);
  return 0;
}

/** Hands calendars out, for the platform's operator. */
export const publishTool = operatorTool(usage, runPublish);
