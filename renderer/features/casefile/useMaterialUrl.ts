import { useEffect, useState } from 'react';
import type { MaterialFile } from '@shared/casework/event';
import { callMain } from '../../actors/bridge';

export type OpenedMaterial =
  | { kind: 'opening' }
  | { kind: 'open'; url: string; bytes: Uint8Array }
  | { kind: 'notHere' | 'offline' | 'strangeAnswer' };

/** Opens a material for looking at. The bytes live in this page's memory only, and leave it with the view. */
export function useMaterialUrl(file: MaterialFile, wanted = true): OpenedMaterial {
  const { sha256, kind } = file;
  const [answered, setAnswered] = useState<{ sha256: string; opened: OpenedMaterial }>();
  useEffect(() => {
    if (!wanted) return;
    let url: string | undefined;
    let left = false;
    void callMain('material.read', { sha256 }).then((answer) => {
      if (left) return;
      if (answer.kind !== 'file') {
        setAnswered({ sha256, opened: { kind: answer.kind } });
        return;
      }
      url = URL.createObjectURL(new Blob([new Uint8Array(answer.bytes)], { type: kind }));
      setAnswered({ sha256, opened: { kind: 'open', url, bytes: answer.bytes } });
    });
    return () => {
      left = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [sha256, kind, wanted]);
  return answered?.sha256 === sha256 ? answered.opened : { kind: 'opening' };
}
