import { join, resolve } from 'node:path';
import process from 'node:process';
import { mkdir } from 'node:fs/promises';
import { pruneBackups, restoreBackup, verifyBackup, writeBackup } from '../backup/backup';
import { readSettings } from '../environment';
import { lockFolder } from '../storage/folderLock';
import { UsageError, type AsyncTool } from './usage';

const usage = `npm run backup -- write FOLDER [KEEP]   备份数据库、密钥和材料，写完后回读核对；只留最近 KEEP 份
npm run backup -- verify BACKUP         核对一份备份 · checks every file and opens the copy of the database
npm run backup -- restore BACKUP        恢复到空的数据目录和空的数据库 · into an empty data folder and database
用平台的环境变量指明数据库和数据目录；内置数据库要先停止平台，PostgreSQL 可以边运行边备份。
The platform's variables name database and data folder; stop the platform first where the database is embedded.`;

/** Backups of a platform, for its operator. */
export const backupTool: AsyncTool = async ([command, given, keep], print) => {
  if (given === undefined) throw new UsageError(usage);
  const folder = resolve(given);
  const { databaseUrl, dataFolder } = readSettings(process.env);
  const place =
    databaseUrl === undefined
      ? { kind: 'folder' as const, folder: join(dataFolder, 'database') }
      : { kind: 'server' as const, url: databaseUrl };
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const unlock = place.kind === 'folder' ? await lockFolder(dataFolder) : () => Promise.resolve();
  try {
    switch (command) {
      case 'write': {
        if (keep !== undefined && !/^[1-9]\d{0,3}$/.test(keep)) throw new UsageError(usage);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        print(await writeBackup({ dataFolder, place }, folder, new Date()));
        for (const gone of keep === undefined ? [] : await pruneBackups(folder, Number(keep)))
          print(`已删除 · removed ${gone}`);
        return 0;
      }
      case 'verify': {
        const wrong = await verifyBackup(folder);
        print(wrong.length === 0 ? '完好 · whole' : wrong.join('\n'));
        return wrong.length === 0 ? 0 : 1;
      }
      case 'restore': {
        const { writtenAt, held } = await restoreBackup(folder, { dataFolder, place });
        print(
          `已恢复 · restored ${writtenAt}: ${String(held.events)} events, ${String(held.devices)} devices`,
        );
        print('请先补停备份之后丢失的电脑和账号，再启动平台。');
        print('Withdraw devices and accounts lost since the backup before you start the platform.');
        return 0;
      }
      default:
        throw new UsageError(usage);
    }
  } finally {
    await unlock();
  }
};
