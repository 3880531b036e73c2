import fs from 'node:fs';
import path from 'node:path';
import { inProject } from './paths.mjs';

const folder = inProject('.demo');

export const demoPlatformData = path.join(folder, 'platform');
export const demoPlatformLog = path.join(folder, 'platform.log');
export const demoPlatformAddress = path.join(folder, 'platform-address');
export const demoTourFolder = path.join(folder, 'tour');

/** The PCs of the demonstration: a township's window, the county's examiners, and a second township. */
const devices = [
  {
    officeName: '汤原县香兰镇便民服务中心',
    divisionCode: '230828101',
    windowName: '1号窗口',
    enrolmentCode: 'XLZ1-DEMO-0001',
  },
  {
    officeName: '汤原县政务服务中心',
    divisionCode: '230828',
    windowName: '审批室',
    enrolmentCode: 'TYX1-DEMO-0001',
  },
  {
    officeName: '汤原县汤旺朝鲜族乡便民服务中心',
    divisionCode: '230828201',
    windowName: '1号窗口',
    enrolmentCode: 'TWX1-DEMO-0001',
  },
];

export const deviceCount = devices.length;

/** Lays out one PC of the demonstration below `.demo`, and answers the environment its application starts in. */
export function prepareDemoDevice(number, platformUrl) {
  const home = path.join(folder, `device-${number}`);
  const userData = path.join(home, 'user-data');
  const prints = path.join(home, 'prints');
  for (const needed of [userData, prints]) fs.mkdirSync(needed, { recursive: true });
  const officeFile = path.join(home, 'office.json');
  const office = { platformUrl, ...devices[number - 1], printOutput: { kind: 'folder', path: prints } };
  fs.writeFileSync(officeFile, `${JSON.stringify(office, null, 2)}\n`);
  return {
    officeName: office.officeName,
    prints,
    env: { LONGJIANG_USER_DATA: userData, LONGJIANG_OFFICE_FILE: officeFile },
  };
}
