import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** Where the window stood. Nothing else about a session is remembered outside the sealed stores. */
const Bounds = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
type Bounds = z.infer<typeof Bounds>;

/** The remembered bounds; undefined where there are none, or they cannot be read. */
export function readBounds(path: string): Bounds | undefined {
  try {
    return Bounds.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Remembers the bounds while the window closes; a place on the screen is not worth an error. */
export function saveBounds(path: string, bounds: Bounds): void {
  try {
    writeFileSync(`${path}.tmp`, JSON.stringify(bounds));
    renameSync(`${path}.tmp`, path);
  } catch {
    return;
  }
}
