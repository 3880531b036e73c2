import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { FormData } from '@shared/casework/event';
import { groupNames, groups } from './groups';
import { runSuite } from './suite';

const usage = `npm run conformance -- --url URL [--codes A,B,C --login NAME --password WORD
                           --other-codes D,E --other-login NAME --other-examiner NAME]
                          [--item CODE --form FILE --changes '[{"field":"value"},{"field":"value"}]']
                          [--only GROUP,GROUP | --without GROUP,GROUP]
对一个平台逐条核对接口约定；不给参数时使用演示单位的账号和激活码。两个机构须是同一县的两个乡镇；事项的收件和第一个环节须由所给账号办理。
Holds a platform to the protocol; without more words it uses codes and accounts of the demonstration office. The two offices are
townships of one county; the item's window and first stage are for the accounts that are given.
GROUP: ${groupNames.join(', ')}`;

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    codes: { type: 'string', default: 'XLZ1-DEMO-0091,XLZ1-DEMO-0092,XLZ1-DEMO-0093' },
    login: { type: 'string', default: 'clerk.xianglan' },
    'other-codes': { type: 'string', default: 'TWX1-DEMO-0091,TWX1-DEMO-0092' },
    'other-login': { type: 'string', default: 'clerk.tangwang' },
    'other-examiner': { type: 'string', default: 'examiner.tangwang' },
    password: { type: 'string', default: 'Longjiang-2026' },
    only: { type: 'string' },
    without: { type: 'string', default: '' },
    item: { type: 'string', default: 'ELD-001' },
    form: { type: 'string', default: 'tests/fixtures/forms/ELD-001.json' },
    changes: {
      type: 'string',
      default: '[{"applicantMobile":"13900001111"},{"applicantAddress":"汤原县香兰镇庆丰村2组8号"}]',
    },
  },
});
const Groups = z.array(z.enum(groupNames));
const named = (list: string) => Groups.safeParse(list.split(',').filter((name) => name !== '')).data;

const wanted = values.only === undefined ? groupNames : named(values.only);
const leftOut = named(values.without);
if (values.url === undefined || !wanted || !leftOut) {
  console.error(usage);
  process.exit(2);
}
const taken = wanted.filter((name) => !leftOut.includes(name));
for (const name of groupNames) if (!taken.includes(name)) console.log(`--      ${name} is left out`);
const verdicts = await runSuite(
  {
    url: values.url.replace(/\/$/, ''),
    codes: values.codes.split(','),
    loginName: values.login,
    otherCodes: values['other-codes'].split(','),
    otherLoginName: values['other-login'],
    otherExaminerLoginName: values['other-examiner'],
    password: values.password,
    itemCode: values.item,
    form: FormData.parse(JSON.parse(readFileSync(values.form, 'utf8'))),
    changes: z.tuple([FormData, FormData]).parse(JSON.parse(values.changes)),
  },
  taken.flatMap((name) => groups[name]),
  ({ name, fault }) =>
    console.log(fault === undefined ? `ok      ${name}` : `FAILED  ${name}\n        ${fault}`),
);
const failed = verdicts.filter(({ fault }) => fault !== undefined).length;
console.log(`${verdicts.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
