import type { MediumFault } from '@shared/bridge/ferry';
import { hasCode, isDiskFull } from '../../files/durableFile';
import { BundleUnverified } from './bundleFile';

/** What went wrong with a stick. */
export function mediumFaultOf(error: unknown): MediumFault {
  if (isDiskFull(error)) return 'diskFull';
  if (error instanceof BundleUnverified) return 'unverified';
  if (['ENOENT', 'ENOTDIR', 'ENODEV', 'EIO', 'ENXIO'].some((code) => hasCode(error, code))) return 'gone';
  if (['EACCES', 'EPERM', 'EROFS'].some((code) => hasCode(error, code))) return 'notAllowed';
  return 'failed';
}
