import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { FormData } from '@shared/casework/event';
import { accessChecks } from './checks/access';
import { syncChecks } from './checks/sync';
import { runSuite } from './suite';

const usage = `npm run conformance -- --url URL [--codes A,B,C --login NAME --other-code D --other-login NAME --password WORD]
                          [--item CODE --form FILE --changes '[{"field":"value"},{"field":"value"}]']
对一个平台逐条核对接口约定；不给参数时使用演示单位的账号和激活码。
Holds a platform to the protocol; without more words it uses codes and accounts of the demonstration office.`;

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    codes: { type: 'string', default: 'XLZ1-DEMO-0091,XLZ1-DEMO-0092,XLZ1-DEMO-0093' },
    login: { type: 'string', default: 'clerk.xianglan' },
    'other-code': { type: 'string', default: 'TWX1-DEMO-0091' },
    'other-login': { type: 'string', default: 'clerk.tangwang' },
    password: { type: 'string', default: 'Longjiang-2026' },
    item: { type: 'string', default: 'ELD-001' },
    form: { type: 'string', default: 'tests/fixtures/forms/ELD-001.json' },
    changes: {
      type: 'string',
      default: '[{"applicantMobile":"13900001111"},{"applicantAddress":"汤原县香兰镇庆丰村2组8号"}]',
    },
  },
});
if (values.url === undefined) {
  console.error(usage);
  process.exit(2);
}
const verdicts = await runSuite(
  {
    url: values.url.replace(/\/$/, ''),
    codes: values.codes.split(','),
    loginName: values.login,
    otherCode: values['other-code'],
    otherLoginName: values['other-login'],
    password: values.password,
    itemCode: values.item,
    form: FormData.parse(JSON.parse(readFileSync(values.form, 'utf8'))),
    changes: z.tuple([FormData, FormData]).parse(JSON.parse(values.changes)),
  },
  [...accessChecks, ...syncChecks],
  ({ name, fault }) =>
    console.log(fault === undefined ? `ok      ${name}` : `FAILED  ${name}\n        ${fault}`),
);
const failed = verdicts.filter(({ fault }) => fault !== undefined).length;
console.log(`${verdicts.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
