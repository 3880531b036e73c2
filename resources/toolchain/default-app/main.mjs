// What `electron <folder>` runs first: it reads the folder's package.json, and hands over to its main file. The fallback
// runtime comes without one. Playwright needs `--require`, and `defaultApp` set.
import { existsSync, readFileSync } from 'node:fs';
import { Module } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron/main';

const given = readArguments(process.argv.slice(1));
if (given.version) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
if (given.target === undefined) {
  console.error('usage: electron [switches] <application folder or main file>');
  process.exit(1);
}

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
if (given.required.length > 0) Module._preloadModules(given.required);
const mainFile = Module._resolveFilename(given.target, null, true);
const manifest = path.join(given.target, 'package.json');
if (existsSync(manifest)) introduce(JSON.parse(readFileSync(manifest, 'utf8')));
app.setAppPath(existsSync(manifest) ? given.target : path.dirname(mainFile));
await import(pathToFileURL(mainFile).href);

function readArguments(words) {
  const required = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === '-v' || word === '--version') return { version: true };
    if (word === '-r' || word === '--require') required.push(words[(at += 1)]);
    else if (!word.startsWith('-')) return { required, target: path.resolve(word) };
  }
  return { required };
}

function introduce(about) {
  if (about.version) app.setVersion(about.version);
  app.name = about.productName ?? about.name ?? app.name;
  app.setDesktopName(about.desktopName ?? `${about.name}.desktop`);
}
