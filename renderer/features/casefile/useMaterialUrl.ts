import { useEffect, useState } from 'react';
import type { MaterialFile } from '@shared/casework/event';
import { callMain } from '../../actors/bridge';

export type OpenedMaterial =
  | { kind: 'opening' }
  | { kind: 'open'; url: string; bytes: Uint8Array }
  | { kind: 'notHere' | 'offline' | 'strangeAnswer' };

/** Opens a material for looking at. The bytes live in this page's memory only, and leave it with the view. */
export function useMaterialUrl(file: MaterialFile, wanted = true): OpenedMaterial {
  const [opened, setOpened] = useState<OpenedMaterial>({ kind: 'opening' });
  useEffect(() => {
    if (!wanted) return;
    let url: string | undefined;
    let left = false;
    setOpened({ kind: 'opening' });
    void callMain('material.read', { sha256: file.sha256 }).then((answer) => {
      if (left) return;
      if (answer.kind !== 'file') {
        setOpened({ kind: answer.kind });
        return;
      }
      url = URL.createObjectURL(new Blob([new Uint8Array(answer.bytes)], { type: file.kind }));
      setOpened({ kind: 'open', url, bytes: answer.bytes });
    });
    return () => {
      left = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [file.sha256, file.kind, wanted]);
  return opened;
}
