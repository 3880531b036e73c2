import type { Handlers } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { Files } from '../capabilities/materials/openFiles';
import { openMaterial, readMaterial } from '../capabilities/materials/openMaterial';

type FileChannels = Pick<
  PageChannels,
  Extract<keyof PageChannels, `material.${string}` | `thumbnail.${string}` | `transfers.${string}`>
>;

/** What the page's calls about files of cases do; the session's end waits for each of them. */
export function fileHandlers(current: () => Files): Handlers<FileChannels> {
  const inSession = <T>(work: (files: Files) => Promise<T>): Promise<T> => {
    const files = current();
    return files.during(() => work(files));
  };
  return {
    'material.begin': (intake) => inSession(({ takings }) => takings.begin(intake)),
    'material.add': (piece) => inSession(({ takings }) => takings.add(piece)),
    'material.finish': ({ takingId }) => inSession(({ takings }) => takings.finish(takingId)),
    'material.open': ({ sha256, bring }) => inSession((files) => openMaterial(files, sha256, bring)),
    'material.read': ({ sha256, from }) => inSession((files) => readMaterial(files, sha256, from)),
    'thumbnail.read': async ({ sha256 }) => {
      const picture = await inSession(({ thumbnails }) => thumbnails.read(sha256));
      return picture ? { kind: 'picture', picture } : { kind: 'none' };
    },
    'thumbnail.keep': async ({ sha256, picture }) => {
      await inSession(({ thumbnails }) => thumbnails.keep(sha256, picture));
      return { kind: 'kept' };
    },
    'transfers.read': () => {
      const { transfers } = current();
      return { underWay: transfers.progress(), troubles: [...transfers.troubles()] };
    },
    'transfers.dismiss': async ({ sha256 }) => {
      await current().transfers.dismiss(sha256);
      return { kind: 'dismissed' };
    },
  };
}
