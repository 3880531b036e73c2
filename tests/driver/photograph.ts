import { deflateSync, crc32 as nodeCrc32 } from 'node:zlib';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(nodeCrc32(body));
  return Buffer.concat([length, body, check]);
};

/** A real PNG that looks like a page with lines; `padding` bytes of noise make it as heavy as a photograph. */
export function photograph(padding = 0): { mimeType: string; buffer: Buffer } {
  const [width, height] = [420, 594];
  const rows = Buffer.alloc((width + 1) * height, 0xff);
  for (let y = 0; y < height; y += 1) {
    rows[y * (width + 1)] = 0;
    const isLine = y % 27 === 0 && y > 50 && y < 540;
    if (isLine) rows.fill(0x88, y * (width + 1) + 40, y * (width + 1) + width - 40);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const parts = [
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
  ];
  if (padding > 0) parts.push(chunk('teXt', Buffer.alloc(padding, 0x5a)));
  parts.push(chunk('IEND', Buffer.alloc(0)));
  return { mimeType: 'image/png', buffer: Buffer.concat(parts) };
}
