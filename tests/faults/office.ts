import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { prepareDevice, type DeviceFolder } from '../driver/application';
import { createAuditor } from '../driver/auditor';
import { xianglan } from '../driver/people';
import { startPlatform } from '../driver/platformProcess';
import { startProxy, type TcpProxy } from '../driver/tcpProxy';

/** A platform, one window's PC and the cable between them, for a row of cycles on the same data. */
export type FaultOffice = {
  device: DeviceFolder;
  cable: TcpProxy;
  /** The small disk that the user data lies on; undefined where it lies on the machine's own. */
  smallDisk: string | undefined;
  auditor: Awaited<ReturnType<typeof createAuditor>>;
  /** Ends it; `keep` copies what lies on the small disk beside it first, because that goes with the disk. */
  close: (keep: boolean) => Promise<void>;
};

/** Only root may mount; elsewhere the fault of a full disk is left out, and the output says so. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0;

/** Sockets and Chromium's links to them cannot be copied, and say nothing. */
const isKept = (file: string) => lstatSync(file).isFile() || lstatSync(file).isDirectory();

const smallDiskSize = '160m';

/** Starts an office in a folder; `onSmallDisk` puts the PC's user data on a file system that can be filled. */
export async function startOffice(folder: string, onSmallDisk: boolean): Promise<FaultOffice> {
  const home = path.join(folder, 'pc');
  mkdirSync(home, { recursive: true });
  if (onSmallDisk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${smallDiskSize},mode=700`, 'tmpfs', home]);
  const platform = await startPlatform(path.join(folder, 'platform'));
  const cable = await startProxy(platform.port);
  const enrolmentCode = 'XLZ1-DEMO-0001';
  return {
    device: prepareDevice(home, { ...xianglan, platformUrl: cable.url, enrolmentCode }),
    cable,
    smallDisk: onSmallDisk ? home : undefined,
    auditor: await createAuditor(platform.url, 'TYX1-DEMO-0009'),
    async close(keep) {
      await cable.close();
      await platform.stop();
      if (!onSmallDisk) return;
      if (keep) cpSync(home, path.join(folder, 'pc-kept'), { recursive: true, filter: isKept });
      execFileSync('umount', ['-l', home]);
    },
  };
}
