import { useEffect, useState } from 'react';
import type { MaterialFile } from '@shared/casework/event';
import { loadMaterial, type Coming, type Loaded } from '../../actors/materials';
import { makeThumbnail, readThumbnail } from '../../actors/thumbnails';

export type OpenedMaterial =
  | ({ kind: 'opening' } & Partial<Coming>)
  | { kind: 'open'; url: string; blob: Blob }
  | { kind: Exclude<Loaded['kind'], 'loaded' | 'left'> };

/**
 * Opens a material for looking at, from this device or from the platform. The bytes live in this page's memory only, and leave it with
 * the view. What came from elsewhere gets its small picture here.
 */
export function useMaterialUrl(file: MaterialFile): OpenedMaterial {
  const { sha256, kind } = file;
  const [answered, setAnswered] = useState<{ sha256: string; opened: OpenedMaterial }>();
  useEffect(() => {
    const leaving = new AbortController();
    let url: string | undefined;
    const say = (opened: OpenedMaterial) => {
      if (!leaving.signal.aborted) setAnswered({ sha256, opened });
    };
    const open = async () => {
      const loaded = await loadMaterial(
        { sha256, kind },
        {
          bring: true,
          signal: leaving.signal,
          onComing: (coming) => say({ kind: 'opening', ...coming }),
        },
      );
      if (loaded.kind === 'left' || leaving.signal.aborted) return;
      if (loaded.kind !== 'loaded') return say({ kind: loaded.kind });
      url = URL.createObjectURL(loaded.blob);
      say({ kind: 'open', url, blob: loaded.blob });
      if (!(await readThumbnail({ sha256 }))) await makeThumbnail({ sha256, kind }, loaded.blob);
    };
    void open();
    return () => {
      leaving.abort();
      if (url) URL.revokeObjectURL(url);
    };
  }, [sha256, kind]);
  return answered?.sha256 === sha256 ? answered.opened : { kind: 'opening' };
}
