import fs from 'node:fs';
import { npmEnvironment, runToEnd } from '../child.mjs';
import { inProject, projectRoot } from '../paths.mjs';
import { say, Stop } from '../say.mjs';

/** Makes node_modules hold exactly what package-lock.json names. */
export async function ensurePackages() {
  if (installedMatchesLock()) return;
  say(
    'Installing the npm packages that package-lock.json names (a few minutes the first time).',
    '正在按 package-lock.json 安装 npm 软件包，首次需要几分钟。',
  );
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const status = await runToEnd('npm', args, { cwd: projectRoot, ...npmEnvironment() });
  if (status !== 0) {
    throw new Stop(
      'npm ci failed; its message is above. Check the network or the proxy, then run the same command again.',
      'npm 软件包安装失败，原因见上。请检查网络或代理后重新运行同一条命令。',
    );
  }
}

/** Compares contents, not times: a checkout or an editor touches files without changing what they ask for. */
function installedMatchesLock() {
  const wanted = packagesOf(inProject('package-lock.json'));
  const installed = packagesOf(inProject('node_modules/.package-lock.json'));
  if (!wanted) throw new Stop('package-lock.json is missing.', '缺少 package-lock.json。');
  if (!installed) return false;
  const differs = ([place, entry]) => {
    if (place === '') return false;
    const there = installed[place];
    // npm installs neither what belongs to other systems nor what it marked as left over.
    return there ? there.version !== entry.version : !entry.optional && !entry.extraneous;
  };
  return !Object.entries(wanted).some(differs) && Object.keys(installed).every((place) => place in wanted);
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(fs.readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
