import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Actor } from '@shared/casework/event';
import { openDatabase } from '../../../platform/storage/database';
import { openCatalogue } from '../../../platform/catalogue/versions';
import { projectRoot } from '../../driver/projectRoot';

/** Somebody at a desk: account, device and key, as they stand in the platform's database. */
export type Desk = { actor: Actor; deviceId: string; credentialId: string; privateKey: string };

/** A township's window and, at its county, the desk that examines and decides its cases. */
export type BenchOffice = { window: Desk; county: Desk };

/** Ten townships belong to a county, as in the province. */
const townshipsPerCounty = 10;

/** The ids of desks are counted, so that the bare inserts name the same rows. */
export const idOf = (kind: 'account' | 'device' | 'credential', desk: number) =>
  `${{ account: 'a', device: 'd', credential: 'c' }[kind]}0000000-0000-4000-8000-${String(desk).padStart(12, '0')}`;

export const countyOfOffice = (office: number) => String(230_100 + Math.floor(office / townshipsPerCounty));
export const townshipOfOffice = (office: number) =>
  `${countyOfOffice(office)}${101 + (office % townshipsPerCounty)}`;

const keyText = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Brings a database to the present schema, and puts offices and the product's service items in. */
export async function seedOffices(url: string, count: number): Promise<BenchOffice[]> {
  const db = await openDatabase({ kind: 'server', url });
  try {
    await openCatalogue(db, `${projectRoot}/resources/catalogue`);
    const offices: BenchOffice[] = [];
    for (let office = 0; office < count; office += 1) {
      const [township, county] = [townshipOfOffice(office), countyOfOffice(office)];
      for (const code of [township, county])
        await db
          .insertInto('divisions')
          .values({ code, name: `办${code}` })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      const seat = async (number: number, divisionCode: string, roles: Actor['roles']): Promise<Desk> => {
        const { privateKey, publicKey } = generateKeyPairSync('ed25519');
        const raw = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url').toString(
          'base64',
        );
        const ids = {
          account: idOf('account', number),
          device: idOf('device', number),
          credential: idOf('credential', number),
        };
        const name = `经办${String(number)}`;
        await db
          .insertInto('accounts')
          .values({
            account_id: ids.account,
            login_name: `desk.${String(number)}`,
            name,
            roles: roles.join(','),
            division_code: divisionCode,
            password_hash: '',
            disabled_at: null,
          })
          .execute();
        await db
          .insertInto('devices')
          .values({
            device_id: ids.device,
            division_code: divisionCode,
            device_number: number,
            device_name: '测',
            admission_secret: '',
            revoked_at: null,
          })
          .execute();
        await db
          .insertInto('credentials')
          .values({
            credential_id: ids.credential,
            account_id: ids.account,
            device_id: ids.device,
            public_key: raw,
            revoked_at: null,
          })
          .execute();
        const actor = { accountId: ids.account, name, roles, divisionCode };
        return { actor, deviceId: ids.device, credentialId: ids.credential, privateKey: keyText(privateKey) };
      };
      offices.push({
        window: await seat(2 * office, township, ['windowClerk']),
        county: await seat(2 * office + 1, county, ['examiner', 'decider']),
      });
    }
    return offices;
  } finally {
    await db.destroy();
  }
}
