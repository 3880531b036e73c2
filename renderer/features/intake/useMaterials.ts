import { useCallback, useState } from 'react';
import type { MaterialFile, MaterialRecord } from '@shared/casework/event';
import type { MaterialRequirement, ServiceItem } from '@shared/catalogue/serviceItem';
import { handOver } from '../../actors/materials';
import { makeThumbnail } from '../../actors/thumbnails';
import { materialsOf, type Materials } from './materialStatus';

/** A file that was not taken in, and why. The form and everything else stay as they are. */
export type Rejected =
  | { kind: 'tooLarge'; name: string; size: number; limit: number }
  | { kind: 'otherKind' | 'diskFull' | 'unreadable'; name: string };

export type MaterialsInHand = {
  materials: Materials;
  /** As they were when the page opened; the same object while nothing has been changed. */
  initial: Materials;
  /** Rejections by material, newest last, until they are dismissed or another file is added. */
  rejected: Record<string, Rejected[]>;
  /** Materials into which a file is being sealed right now. */
  busy: ReadonlySet<string>;
  change: (materialId: string, part: Partial<MaterialRecord>) => void;
  addFiles: (requirement: MaterialRequirement, files: readonly File[]) => Promise<void>;
  removeFile: (materialId: string, sha256: string) => void;
  dismiss: (materialId: string) => void;
};

async function seal(
  requirement: MaterialRequirement,
  file: File,
): Promise<{ kind: 'file'; file: MaterialFile } | { kind: 'rejected'; rejected: Rejected }> {
  const maxBytes = Math.floor(requirement.maxMegabytes * 1024 * 1024);
  const { name } = file;
  if (file.size > maxBytes)
    return { kind: 'rejected', rejected: { kind: 'tooLarge', name, size: file.size, limit: maxBytes } };
  const answer = await handOver(file, { kinds: requirement.fileKinds, maxBytes }).catch(
    (): { kind: 'unreadable' } => ({ kind: 'unreadable' }),
  );
  if (answer.kind === 'added') {
    const { sha256, size, fileKind } = answer;
    // At once, while the bytes are at hand.
    await makeThumbnail({ sha256, kind: fileKind }, file);
    return { kind: 'file', file: { sha256, size, kind: fileKind, name: name.slice(0, 200) } };
  }
  if (answer.kind === 'tooLarge')
    return { kind: 'rejected', rejected: { kind: 'tooLarge', name, size: answer.size, limit: answer.limit } };
  return { kind: 'rejected', rejected: { kind: answer.kind, name } };
}

/**
 * The materials while they are handed in. Every chosen file goes to the main process at once and is on the disk, sealed,
 * before it shows as added.
 */
export function useMaterials(item: ServiceItem, stored: readonly MaterialRecord[]): MaterialsInHand {
  const [initial] = useState(() => materialsOf(item, stored));
  const [materials, setMaterials] = useState(initial);
  const [rejected, setRejected] = useState<Record<string, Rejected[]>>({});
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());

  const update = useCallback((materialId: string, next: (record: MaterialRecord) => MaterialRecord) => {
    setMaterials((all) => {
      const record = all[materialId];
      return record ? { ...all, [materialId]: next(record) } : all;
    });
  }, []);

  const change = useCallback(
    (materialId: string, part: Partial<MaterialRecord>) =>
      update(materialId, (record) => ({ ...record, ...part })),
    [update],
  );

  const dismiss = useCallback(
    (materialId: string) => setRejected((all) => ({ ...all, [materialId]: [] })),
    [],
  );

  const addFiles = useCallback(
    async (requirement: MaterialRequirement, files: readonly File[]) => {
      dismiss(requirement.id);
      setBusy((all) => new Set(all).add(requirement.id));
      for (const file of files) {
        const sealed = await seal(requirement, file);
        if (sealed.kind === 'rejected') {
          setRejected((all) => ({
            ...all,
            [requirement.id]: [...(all[requirement.id] ?? []), sealed.rejected],
          }));
          continue;
        }
        update(requirement.id, (record) => ({
          ...record,
          status: 'provided',
          files: [...record.files.filter((one) => one.sha256 !== sealed.file.sha256), sealed.file],
        }));
      }
      setBusy((all) => new Set([...all].filter((id) => id !== requirement.id)));
    },
    [dismiss, update],
  );

  const removeFile = useCallback(
    (materialId: string, sha256: string) =>
      update(materialId, (record) => ({
        ...record,
        files: record.files.filter((file) => file.sha256 !== sha256),
      })),
    [update],
  );

  return { materials, initial, rejected, busy, change, addFiles, removeFile, dismiss };
}
