import { Migrator, type Kysely } from 'kysely';
import { accounts } from './migrations/0001-accounts';
import { cases } from './migrations/0002-cases';
import { materials } from './migrations/0003-materials';
import { delegations } from './migrations/0004-delegations';
import { branches } from './migrations/0005-branches';
import { audit } from './migrations/0006-audit';
import { recovery } from './migrations/0007-recovery';
import { passwords } from './migrations/0008-passwords';
import { superseded } from './migrations/0016-superseded';
import { summaries } from './migrations/0017-summaries';
import { calendars } from './migrations/0018-calendars';
import { uploads } from './migrations/0019-uploads';
import { ferry } from './migrations/0021-ferry';
import { offices } from './migrations/0023-offices';
import { joined } from './migrations/0025-joined';
import type { Tables } from './tables';

/** Every migration there ever was, in order; never edit one that has shipped. */
const migrations = {
  '0001-accounts': accounts,
  '0002-cases': cases,
  '0003-materials': materials,
  '0004-delegations': delegations,
  '0005-branches': branches,
  '0006-audit': audit,
  '0007-recovery': recovery,
  '0008-passwords': passwords,
  '0016-superseded': superseded,
  '0017-summaries': summaries,
  '0018-calendars': calendars,
  '0019-uploads': uploads,
  '0021-ferry': ferry,
  '0023-offices': offices,
  '0025-joined': joined,
};

/** Brings the database to the present schema; throws, with nothing half done, where that cannot be. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error('the database could not be brought to the present schema', { cause: error });
}
