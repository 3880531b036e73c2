import fs from 'node:fs';

/** Positions in Electron's fuse wire, version 1. */
export const fuse = { nodeCliInspectArguments: 3, browserSpecificV8Snapshot: 6 };

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** Sets fuses in an Electron executable: after the sentinel stand the version, the length, and one character per fuse. */
export function setFuses(executable, wanted) {
  const bytes = fs.readFileSync(executable);
  const wire = bytes.indexOf(sentinel);
  if (wire < 0 || bytes[wire + sentinel.length] !== 1)
    throw new Error('no fuse wire of version 1 in the executable');
  for (const [position, on] of Object.entries(wanted)) {
    bytes.write(on ? '1' : '0', wire + sentinel.length + 2 + Number(position), 'latin1');
  }
  fs.writeFileSync(executable, bytes);
}
