import fs from 'node:fs';
import path from 'node:path';

/**
 * Writes the files of one flat folder as an asar archive: a length-prefixed JSON header, then the files one after
 * another. Written here because set-up runs before any package is installed.
 */
export function writeAsar(folder, archive) {
  const contents = fs
    .readdirSync(folder)
    .map((name) => ({ name, data: fs.readFileSync(path.join(folder, name)) }));
  const files = {};
  let offset = 0;
  for (const { name, data } of contents) {
    files[name] = { size: data.length, offset: String(offset) };
    offset += data.length;
  }
  const header = Buffer.from(JSON.stringify({ files }));
  const padded = Math.ceil(header.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  [4, 8 + padded, 4 + padded, header.length].forEach((value, index) => head.writeUInt32LE(value, index * 4));
  header.copy(head, 16);
  fs.writeFileSync(archive, Buffer.concat([head, ...contents.map(({ data }) => data)]));
}
