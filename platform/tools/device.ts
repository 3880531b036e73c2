import type { Database } from '../storage/database';
import { operatorTool } from './operator';
import { UsageError, type Print } from './usage';

const usage = `npm run device -- list
npm run device -- revoke DIVISION-NUMBER    停用丢失的电脑（如 230828101-0001）· takes effect at the next contact
npm run device -- restore DIVISION-NUMBER   恢复 · the device may sign in again
停用之前在这台电脑上办理、还没有上传的，从它的备份恢复后仍然有效。
用平台的环境变量指明数据库；内置数据库要先停止平台。
The platform's variables name the database; stop the platform first where it is embedded.`;

async function list(db: Database, print: Print): Promise<void> {
  const rows = await db
    .selectFrom('devices')
    .selectAll()
    .orderBy('division_code')
    .orderBy('device_number')
    .execute();
  for (const row of rows) {
    const number = `${row.division_code}-${String(row.device_number).padStart(4, '0')}`;
    const state = row.revoked_at ? `停用 revoked ${row.revoked_at.toISOString()}` : '';
    print([number, row.device_name, row.device_id, state].join('\t'));
  }
}

/** Withdraws a device, or lets it in again. Answers the exit status. */
export async function runDevice(
  db: Database,
  [command, named]: readonly string[],
  print: Print,
): Promise<number> {
  if (command === 'list') {
    await list(db, print);
    return 0;
  }
  const [, division, number] = /^(\d{6,12})-(\d{1,6})$/.exec(named ?? '') ?? [];
  if ((command !== 'revoke' && command !== 'restore') || division === undefined) throw new UsageError(usage);
  const changed = await db
    .updateTable('devices')
    .set({ revoked_at: command === 'revoke' ? new Date() : null })
    .where('division_code', '=', division)
    .where('device_number', '=', Number(number))
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new UsageError(`没有这台电脑 · no such device: ${named}`);
  return 0;
}

/** Devices of the platform, for its operator. */
export const deviceTool = operatorTool(usage, runDevice);
