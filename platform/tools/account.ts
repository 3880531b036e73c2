import { randomInt } from 'node:crypto';
import { hashPassword } from '../accounts/password';
import type { Database } from '../storage/database';
import { operatorTool } from './operator';
import { UsageError, type Print } from './usage';

const usage = `npm run account -- list
npm run account -- reset LOGINNAME      新的初始密码 · gives a new first password
npm run account -- disable LOGINNAME    停用 · takes effect at the next contact
npm run account -- enable LOGINNAME     启用
用平台的环境变量指明数据库；内置数据库要先停止平台。
The platform's variables name the database; stop the platform first where it is embedded.`;

/** Without signs that are taken for each other when they are read aloud. */
const signs = ['abcdefghjkmnpqrstuvwxyz', 'ABCDEFGHJKMNPQRSTUVWXYZ', '23456789'];

/** Four groups of four, with small letters, capitals and digits in each: about 80 bits. */
function firstPassword(): string {
  const one = (from: string) => from[randomInt(from.length)] ?? '';
  const group = () => [...signs, signs.join('')].map(one).join('');
  return [group(), group(), group(), group()].join('-');
}

async function list(db: Database, print: Print): Promise<void> {
  const rows = await db.selectFrom('accounts').selectAll().orderBy('login_name').execute();
  for (const row of rows) {
    const state = row.disabled_at ? '停用 disabled' : row.password_given ? '初始密码 first password' : '';
    print([row.login_name, row.name, row.division_code, row.roles, state].join('\t'));
  }
}

/** What a command changes in an account; the password that it printed is kept nowhere. */
async function changeOf(command: string, print: Print) {
  switch (command) {
    case 'reset': {
      const password = firstPassword();
      print(password);
      const password_hash = await hashPassword(password);
      return { password_hash, password_since: new Date(), password_given: true };
    }
    case 'disable':
      return { disabled_at: new Date() };
    case 'enable':
      return { disabled_at: null };
    default:
      throw new UsageError(usage);
  }
}

async function run(db: Database, [command, loginName]: readonly string[], print: Print): Promise<number> {
  if (command === 'list') {
    await list(db, print);
    return 0;
  }
  if (command === undefined || loginName === undefined) throw new UsageError(usage);
  const account = db.selectFrom('accounts').select('account_id').where('login_name', '=', loginName);
  const known = await account.executeTakeFirst();
  if (!known) throw new UsageError(`没有账号 · no such account: ${loginName}`);
  await db
    .updateTable('accounts')
    .set(await changeOf(command, print))
    .where('account_id', '=', known.account_id)
    .execute();
  return 0;
}

/** Accounts of the platform, for its operator. */
export const accountTool = operatorTool(usage, run);
