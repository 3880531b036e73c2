import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inProject } from './paths.mjs';

/**
 * One hash over the names, sizes and times of everything below the given files and folders of the project. Removing a
 * file changes it too, which a comparison of the newest time would miss.
 */
export function fingerprint(places, { skip = () => false, also = '' } = {}) {
  const hash = createHash('sha256').update(also);
  for (const place of places) {
    for (const file of filesBelow(inProject(place))) {
      if (skip(file)) continue;
      const { size, mtimeMs } = fs.statSync(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

export const isTestFile = (file) => /\.(test|spec)\.tsx?$/.test(file);

/** The fingerprint of what an output was made from is kept beside it; a missing or other one means: make it again. */
export function isUpToDate(stamp, wanted) {
  try {
    return fs.readFileSync(inProject(stamp), 'utf8') === wanted;
  } catch {
    return false;
  }
}

export function writeStamp(stamp, value) {
  fs.mkdirSync(path.dirname(inProject(stamp)), { recursive: true });
  fs.writeFileSync(inProject(stamp), value);
}

function filesBelow(place) {
  if (!fs.existsSync(place)) return [];
  if (!fs.statSync(place).isDirectory()) return [place];
  return fs
    .readdirSync(place, { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => filesBelow(path.join(place, entry.name)));
}
