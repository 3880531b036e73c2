import { randomUUID } from 'node:crypto';
import type { Role } from '@shared/catalogue/serviceItem';
import { codeHash } from '../accounts/enrolment';
import { hashPassword } from '../accounts/password';
import type { Database } from '../storage/database';

type DemoAccount = { loginName: string; name: string; roles: Role[]; divisionCode: string };

const accounts: DemoAccount[] = [
  { loginName: 'clerk.xianglan', name: '李晓梅', roles: ['windowClerk'], divisionCode: '230828101' },
  { loginName: 'agent.xianglan', name: '张树林', roles: ['agent'], divisionCode: '230828101' },
  { loginName: 'clerk.tangwang', name: '金顺姬', roles: ['windowClerk'], divisionCode: '230828201' },
  { loginName: 'examiner.tangwang', name: '朴成日', roles: ['examiner'], divisionCode: '230828201' },
  { loginName: 'examiner.xianglan', name: '陈立新', roles: ['examiner'], divisionCode: '230828101' },
  { loginName: 'decider.xianglan', name: '赵国强', roles: ['decider'], divisionCode: '230828101' },
  { loginName: 'examiner.county', name: '孙丽', roles: ['examiner'], divisionCode: '230828' },
  { loginName: 'reviewer.county', name: '刘芳', roles: ['reviewer'], divisionCode: '230828' },
  { loginName: 'decider.county', name: '王建国', roles: ['decider'], divisionCode: '230828' },
  {
    loginName: 'supervisor.county',
    name: '周敏',
    roles: ['examiner', 'decider', 'supervisor'],
    divisionCode: '230828',
  },
  { loginName: 'admin', name: '系统管理员', roles: ['administrator'], divisionCode: '230828' },
];

/** 汤原县 with two of its townships; invented people, one password that everybody may know. Never for real work. */
export const demoOffice = {
  password: 'Longjiang-2026',
  divisions: [
    { code: '230828', name: '汤原县' },
    { code: '230828101', name: '汤原县香兰镇' },
    { code: '230828201', name: '汤原县汤旺朝鲜族乡' },
  ],
  accounts,
  /** One-time codes: prefix, then -DEMO-0001 to -DEMO-0099. */
  codePrefixes: [
    { prefix: 'XLZ1', divisionCode: '230828101' },
    { prefix: 'TWX1', divisionCode: '230828201' },
    { prefix: 'TYX1', divisionCode: '230828' },
  ],
} as const;

const codesPerOffice = 99;
const codeLifeDays = 365;

async function seedAccounts(db: Database): Promise<void> {
  const known = await db.selectFrom('accounts').select('login_name').execute();
  const names = new Set(known.map((row) => row.login_name));
  const missing = demoOffice.accounts.filter(({ loginName }) => !names.has(loginName));
  if (missing.length === 0) return;
  // Everybody may know the password, so one costly hash of it does for all.
  const password_hash = await hashPassword(demoOffice.password);
  await db
    .insertInto('accounts')
    .values(
      missing.map(({ loginName, name, roles, divisionCode }) => ({
        account_id: randomUUID(),
        login_name: loginName,
        name,
        roles: roles.join(','),
        division_code: divisionCode,
        password_hash,
        disabled_at: null,
      })),
    )
    .onConflict((conflict) => conflict.column('login_name').doNothing())
    .execute();
}

/** Puts the demonstration office in; what is there already stays as it is, used codes included. */
export async function seedDemoOffice(db: Database, now: Date): Promise<void> {
  await db
    .insertInto('divisions')
    .values([...demoOffice.divisions])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await seedAccounts(db);
  const expires = new Date(now.getTime() + codeLifeDays * 86_400_000);
  const codes = demoOffice.codePrefixes.flatMap(({ prefix, divisionCode }) =>
    Array.from({ length: codesPerOffice }, (_, index) => ({
      code_hash: codeHash(`${prefix}-DEMO-${String(index + 1).padStart(4, '0')}`),
      division_code: divisionCode,
      expires_at: expires,
      used_by_device: null,
    })),
  );
  await db
    .insertInto('enrolment_codes')
    .values(codes)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
