import fs from 'node:fs';
import path from 'node:path';
import { inProject } from './paths.mjs';

const folder = inProject('.demo');

export const demoPlatformData = path.join(folder, 'platform');
export const demoTourFolder = path.join(folder, 'tour');

/** The offices' PCs of the demonstration: number 1 is the window's, number 2 the supervisor's. */
const devices = [
  { windowName: '1号窗口', enrolmentCode: 'XLZ1-DEMO-0001' },
  { windowName: '2号窗口', enrolmentCode: 'XLZ1-DEMO-0002' },
];

export const deviceCount = devices.length;

/** Lays out one PC of the demonstration office below `.demo`, and answers the environment its application starts in. */
export function prepareDemoDevice(number, platformUrl) {
  const home = path.join(folder, `device-${number}`);
  const userData = path.join(home, 'user-data');
  const prints = path.join(home, 'prints');
  for (const needed of [userData, prints]) fs.mkdirSync(needed, { recursive: true });
  const officeFile = path.join(home, 'office.json');
  const office = {
    platformUrl,
    officeName: '汤原县香兰镇便民服务中心',
    divisionCode: '230828101',
    ...devices[number - 1],
    printOutput: { kind: 'folder', path: prints },
  };
  fs.writeFileSync(officeFile, `${JSON.stringify(office, null, 2)}\n`);
  return { prints, env: { LONGJIANG_USER_DATA: userData, LONGJIANG_OFFICE_FILE: officeFile } };
}
