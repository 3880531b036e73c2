import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);
const endOfDirectory = Buffer.from('PK\x05\x06');
const directoryEntry = 0x02014b50;

/**
 * Unpacks a zip file. `place` gets each file's name and answers where it belongs below `folder`, or nothing to leave it
 * out. Node has no unzip of its own, and this runs before any package is installed.
 */
export async function extractZip(zipFile, folder, place) {
  const fd = fs.openSync(zipFile, 'r');
  try {
    for (const entry of readDirectory(fd)) {
      const target = entry.name.endsWith('/') ? undefined : place(entry.name);
      if (target !== undefined) await extractEntry(fd, entry, safePath(folder, target));
    }
  } finally {
    fs.closeSync(fd);
  }
}

async function extractEntry(fd, entry, target) {
  const header = readAt(fd, entry.offset, 30);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = readAt(fd, start, entry.packedSize);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, entry.method === 0 ? packed : await inflate(packed), { mode: entry.mode });
}

function* readDirectory(fd) {
  const size = fs.fstatSync(fd).size;
  // The end record is 22 bytes and a comment of at most 65,535.
  const tail = readAt(fd, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(endOfDirectory);
  if (end < 0) throw new Error('not a zip file');
  const directory = readAt(fd, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  for (let at = 0; at < directory.length && directory.readUInt32LE(at) === directoryEntry;) {
    const nameLength = directory.readUInt16LE(at + 28);
    yield {
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777 || 0o644,
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    };
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

function safePath(folder, name) {
  const target = path.resolve(folder, name);
  if (!target.startsWith(folder + path.sep)) throw new Error(`the zip file holds an unsafe path: ${name}`);
  return target;
}

function readAt(fd, position, length) {
  const buffer = Buffer.alloc(length);
  fs.readSync(fd, buffer, 0, length, position);
  return buffer;
}
