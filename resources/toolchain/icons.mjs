// node resources/toolchain/icons.mjs: draws resources/icons/png, icon.ico and icon.icns from the two SVG files. Only needed
// after a change of the drawing; the results are kept in the repository. Needs rsvg-convert (apt: librsvg2-bin).
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { inProject } from './paths.mjs';

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const icons = inProject('resources/icons');

const images = new Map(sizes.map((size) => [size, draw(size)]));
fs.mkdirSync(`${icons}/png`, { recursive: true });
for (const [size, png] of images) fs.writeFileSync(`${icons}/png/${size}x${size}.png`, png);
fs.writeFileSync(`${icons}/icon.ico`, windowsIcon([16, 24, 32, 48, 64, 256]));
fs.writeFileSync(`${icons}/icon.icns`, macIcon());

/** Up to 32 pixels a simpler drawing is used, whose edges lie on whole pixels. */
function draw(size) {
  const drawing = size <= 32 ? 'icon-small.svg' : 'icon.svg';
  return execFileSync('rsvg-convert', ['-w', String(size), '-h', String(size), `${icons}/${drawing}`]);
}

/** A directory of 16-byte entries, then the PNG files; 256 is written as 0. */
function windowsIcon(wanted) {
  const head = Buffer.alloc(6 + 16 * wanted.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(wanted.length, 4);
  let offset = head.length;
  wanted.forEach((size, index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(images.get(size).length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += images.get(size).length;
  });
  return Buffer.concat([head, ...wanted.map((size) => images.get(size))]);
}

/** Blocks of a four-letter type and a length that counts its own eight bytes; `icp4` and so on hold PNG files. */
function macIcon() {
  const types = {
    icp4: 16,
    icp5: 32,
    icp6: 64,
    ic07: 128,
    ic08: 256,
    ic09: 512,
    ic10: 1024,
    ic11: 32,
    ic12: 64,
  };
  const blocks = Object.entries(types).map(([type, size]) => block(type, images.get(size)));
  return block('icns', Buffer.concat(blocks));
}

function block(type, data) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(data.length + 8, 4);
  return Buffer.concat([head, data]);
}
