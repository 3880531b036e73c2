import type { MaterialFile } from '@shared/casework/event';
import { useMaterialUrl } from '../casefile/useMaterialUrl';

/** A picture of the file, where it is one. */
export function useThumbnail(file: MaterialFile): string | undefined {
  const opened = useMaterialUrl(file, file.kind !== 'application/pdf');
  return opened.kind === 'open' ? opened.url : undefined;
}
