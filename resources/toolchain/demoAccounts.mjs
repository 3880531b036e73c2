import { pathToFileURL } from 'node:url';
import { inProject } from './paths.mjs';

const roleNames = {
  windowClerk: '窗口受理人 window clerk',
  examiner: '审查人 examiner',
  decider: '批准人 decider',
  supervisor: '监督 supervisor',
  monitor: '监察 monitor',
  administrator: '管理员 administrator',
};

/** Prints who can sign in to the demonstration, read from the built platform, so that it cannot differ from it. */
export async function printDemoAccounts() {
  const { demoOffice } = await import(pathToFileURL(inProject('out/platform/demoOffice.mjs')).href);
  const divisions = new Map(demoOffice.divisions.map(({ code, name }) => [code, name]));
  console.log(`\n  Demonstration accounts, password of all 演示账号，统一密码: ${demoOffice.password}\n`);
  for (const { loginName, name, roles, divisionCode } of demoOffice.accounts) {
    const office = divisions.get(divisionCode) ?? divisionCode;
    console.log(
      `  ${loginName.padEnd(18)} ${name}  ${office}  ${roles.map((role) => roleNames[role] ?? role).join(', ')}`,
    );
  }
  console.log('');
}
