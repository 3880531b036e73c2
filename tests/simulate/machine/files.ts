import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** An open file whose calls are done when they return. */
class StillHandle {
  constructor(readonly fd: number) {}
  async write(content: Uint8Array | string, offset?: number, length?: number, position?: number | null) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return { bytesWritten: fs.writeSync(this.fd, bytes, offset, length, position), buffer: bytes };
  }
  async read(bytes: Uint8Array, offset: number, length: number, position: number | null) {
    return { bytesRead: fs.readSync(this.fd, bytes, offset, length, position), buffer: bytes };
  }
  async writeFile(content: string | Uint8Array) {
    fs.writeFileSync(this.fd, content);
  }
  async readFile(options?: BufferEncoding) {
    return fs.readFileSync(this.fd, options);
  }
  async stat() {
    return fs.fstatSync(this.fd);
  }
  async truncate(length: number) {
    fs.ftruncateSync(this.fd, length);
  }
  async datasync() {
    fs.fdatasyncSync(this.fd);
  }
  async sync() {
    fs.fsyncSync(this.fd);
  }
  async close() {
    fs.closeSync(this.fd);
  }
}

const still = {
  open: async (path: string, flags?: string, mode?: number) =>
    new StillHandle(fs.openSync(path, flags ?? 'r', mode)),
  mkdir: async (...given: Parameters<typeof fs.mkdirSync>) => fs.mkdirSync(...given),
  mkdtemp: async (prefix: string) => fs.mkdtempSync(prefix),
  readdir: async (path: string) => fs.readdirSync(path),
  readFile: async (...given: Parameters<typeof fs.readFileSync>) => fs.readFileSync(...given),
  writeFile: async (...given: Parameters<typeof fs.writeFileSync>) => fs.writeFileSync(...given),
  rename: async (...given: Parameters<typeof fs.renameSync>) => fs.renameSync(...given),
  rm: async (...given: Parameters<typeof fs.rmSync>) => fs.rmSync(...given),
  stat: async (path: string) => fs.statSync(path),
  cp: async (...given: Parameters<typeof fs.cpSync>) => fs.cpSync(...given),
};

/** The store of uploads asks for its folder in this form, and nobody waits for the answer. */
function stillMkdir(path: string, options: fs.MakeDirectoryOptions, done: fs.NoParamCallback): void {
  fs.mkdirSync(path, options);
  done(null);
}

/**
 * Lets every call of the file system that the product makes be done at once, on the same files: no thread pool decides any
 * more what comes first. Answers what puts the real ones back.
 */
export function stillFiles(): () => void {
  const real = Object.fromEntries(Object.keys(still).map((name) => [name, fs.promises[name as 'open']]));
  const { mkdir } = fs;
  Object.assign(fs.promises, still);
  Object.assign(fs, { mkdir: stillMkdir });
  syncBuiltinESMExports();
  return () => {
    Object.assign(fs.promises, real);
    Object.assign(fs, { mkdir });
    syncBuiltinESMExports();
  };
}
