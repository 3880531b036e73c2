import fs from 'node:fs';
import { Stop } from '../say.mjs';
import { hasCommand, installPackages } from './apt.mjs';

/** The PostgreSQL server that tests and benches start for themselves; nothing of it runs by itself or is needed to work. */
export async function ensurePostgres() {
  if (isThere()) return;
  await installPackages(
    ['postgresql'],
    ['a PostgreSQL server, which the tests start for themselves', '测试时自行启动的 PostgreSQL 服务器'],
  );
  if (!isThere())
    throw new Stop('apt-get ended well, but there is no initdb.', '软件包已安装，但仍找不到 PostgreSQL。');
}

/** Debian keeps the server's programs off the path. */
function isThere() {
  const root = '/usr/lib/postgresql';
  const versions = fs.existsSync(root) ? fs.readdirSync(root) : [];
  return hasCommand('initdb') || versions.some((version) => fs.existsSync(`${root}/${version}/bin/initdb`));
}
