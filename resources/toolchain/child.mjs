import { spawn } from 'node:child_process';

/**
 * Runs a program to its end with our terminal, passing on interrupts, and answers its exit status.
 * A program ended by a signal counts as failed.
 */
export function runToEnd(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const passOn = (signal) => child.kill(signal);
    process.on('SIGINT', passOn);
    process.on('SIGTERM', passOn);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', passOn);
      process.off('SIGTERM', passOn);
      resolve(signal ? 1 : code);
    });
  });
}

/** npm is a shell script on Windows, and must not see the settings of the npm run that started us. */
export function npmEnvironment() {
  const env = { ...process.env };
  for (const key of Object.keys(env)) if (/^npm_(lifecycle|package|command)/.test(key)) delete env[key];
  return { env, shell: process.platform === 'win32' };
}
