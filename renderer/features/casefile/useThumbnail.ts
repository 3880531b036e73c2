import { useEffect, useState } from 'react';
import type { MaterialFile } from '@shared/casework/event';
import { loadMaterial } from '../../actors/materials';
import { makeThumbnail, onThumbnail, readThumbnail } from '../../actors/thumbnails';

/** Larger files are not opened only to be drawn small, in bytes. */
const worthDrawing = 20 * 1024 * 1024;

/** The small picture of a file, where there is one or one can be made on this device; nothing is fetched for it. */
export function useThumbnail({ sha256, kind, size }: MaterialFile): string | undefined {
  const [shown, setShown] = useState<{ sha256: string; url: string }>();
  useEffect(() => {
    const leaving = new AbortController();
    let url: string | undefined;
    const show = async (): Promise<boolean> => {
      const picture = await readThumbnail({ sha256 });
      if (!picture || leaving.signal.aborted) return picture !== undefined;
      if (url) URL.revokeObjectURL(url);
      url = URL.createObjectURL(picture);
      setShown({ sha256, url });
      return true;
    };
    const stop = onThumbnail(sha256, () => void show());
    const begin = async () => {
      if ((await show()) || size > worthDrawing) return;
      const loaded = await loadMaterial({ sha256, kind }, { bring: false, signal: leaving.signal });
      if (loaded.kind === 'loaded') await makeThumbnail({ sha256, kind }, loaded.blob);
    };
    void begin();
    return () => {
      leaving.abort();
      stop();
      if (url) URL.revokeObjectURL(url);
    };
  }, [sha256, kind, size]);
  return shown?.sha256 === sha256 ? shown.url : undefined;
}
