import fs from 'node:fs';
import { runToEnd } from '../child.mjs';
import { say, Stop } from '../say.mjs';

/**
 * Installs packages of the system, or stops with the command that a person has to run.
 * `purpose`: what they are for, in English and Chinese.
 */
export async function installPackages(names, [purpose, chinese]) {
  if (process.getuid?.() !== 0 || !hasCommand('apt-get')) {
    throw new Stop(
      `The system lacks ${purpose}. Run:\n\n    sudo apt-get update && sudo apt-get install -y ${names.join(' ')}\n\n` +
        '            and then the same command again (on other distributions, their packages of the same purpose).',
      `系统缺少${chinese}，请先运行上面的命令，再重新执行。`,
    );
  }
  say(`Installing with apt: ${names.join(' ')} (${purpose}).`, `正在用 apt 安装${chinese}。`);
  await apt('update', '-qq');
  await apt('install', '-y', '-qq', '--no-install-recommends', ...names);
}

export function hasCommand(name) {
  return (process.env.PATH ?? '').split(':').some((folder) => fs.existsSync(`${folder}/${name}`));
}

async function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const status = await runToEnd('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status === 0) return;
  throw new Stop(
    `apt-get ${args[0]} failed; its message is above. The command was: apt-get ${args.join(' ')}`,
    'apt-get 执行失败，原因见上。',
  );
}
