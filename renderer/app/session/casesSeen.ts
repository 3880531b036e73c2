/**
 * How many cases this device had when its store was last open: a bare number, in a file apart from IndexedDB, so that a store which
 * the browser emptied is noticed even on a device whose ledger holds nothing of its own.
 */
const fileOf = async (deviceId: string, create: boolean): Promise<FileSystemFileHandle> =>
  (await navigator.storage.getDirectory()).getFileHandle(`cases-seen-${deviceId}`, { create });

/** 0 where nothing was noted, or the note cannot be read. */
export async function casesSeen(deviceId: string): Promise<number> {
  try {
    return Number(await (await (await fileOf(deviceId, false)).getFile()).text()) || 0;
  } catch {
    return 0;
  }
}

/** Never rejects: without the note an emptied store is merely not remarked upon. */
export async function noteCasesSeen(deviceId: string, cases: number): Promise<void> {
  try {
    const writable = await (await fileOf(deviceId, true)).createWritable();
    await writable.write(String(cases));
    await writable.close();
  } catch {
    // A full disk; the store says so itself.
  }
}
