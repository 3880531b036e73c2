import { spawn } from 'node:child_process';

const screen = '1680x1050x24';

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Runs `work` with an environment that has a display: the one there is, or a virtual one that lives as long as the work.
 * The X server chooses a free number itself and writes it to descriptor 3 when it is ready.
 */
export async function withDisplay(env, work) {
  if (hasDisplay()) return work(env);
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  try {
    const number = await displayNumber(server);
    return await work({ ...env, DISPLAY: `:${number}` });
  } finally {
    server.kill();
  }
}

function displayNumber(server) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) =>
      reject(new Error(`Xvfb ended with status ${code} before it had a display`)),
    );
    let text = '';
    server.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
  });
}
