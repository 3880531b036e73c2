import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { codeHash } from '../../platform/accounts/enrolment';
import { hashPassword } from '../../platform/accounts/password';
import { buildPlatform } from '../../platform/openPlatform';
import type { Platform } from '../../platform/platform';
import type { Server } from '../../platform/routes/server';
import { makeTestDatabase, type TestDatabase } from '../../platform/testing/testDatabase';
import type { Served } from './cable';

const password = 'Longjiang-2026';
export const countyCode = '230828';

/** Whom a device of an office belongs to. */
export type Seat = { division: string; loginName: string; codes: string[] };

/** The real platform with its real database, which can crash at a commit, restart, and be restored from an old backup. */
export class Province implements Served {
  #crash: 'before' | 'after' | undefined;
  #putBack: (() => Promise<void>) | undefined;
  #recoveryDays: number | undefined;
  app!: Server;
  platform!: Platform;

  #database!: TestDatabase;

  private constructor(
    readonly folder: string,
    readonly seats: Seat[],
  ) {}

  static async open(offices: number, devices: number): Promise<Province> {
    const folder = await mkdtemp(join(tmpdir(), 'longjiang-province-'));
    await mkdir(join(folder, 'catalogue'));
    await writeFile(join(folder, 'catalogue', `${sampleItem.code}.json`), JSON.stringify(sampleItem));
    const towns = Array.from({ length: Math.max(1, offices - 1) }, (_, n) => `230828${String(101 + n)}`);
    const divisions = [countyCode, ...towns];
    const seats = divisions.map((division, index): Seat => ({
      division,
      loginName: index === 0 ? 'supervisor.county' : `clerk.${division}`,
      codes: Array.from({ length: devices }, (_, n) => `${division}-CODE-${String(n)}`),
    }));
    const province = new Province(folder, seats);
    province.#database = await makeTestDatabase(() => province.#takeCrash());
    await province.#build(true);
    await province.#seed();
    return province;
  }

  #takeCrash() {
    const crash = this.#crash;
    this.#crash = undefined;
    return crash;
  }

  async #build(demo = false): Promise<void> {
    const { app, platform } = await buildPlatform({
      dataFolder: join(this.folder, 'data'),
      database: this.#database.place(),
      catalogueFolder: join(this.folder, 'catalogue'),
      demo,
      ...(this.#recoveryDays === undefined ? {} : { recoveryDays: this.#recoveryDays }),
    });
    this.app = app;
    this.platform = platform;
    await app.ready();
  }

  async #seed(): Promise<void> {
    const { db } = this.platform;
    const hash = await hashPassword(password);
    for (const { division, loginName, codes } of this.seats) {
      await db
        .insertInto('divisions')
        .values({ code: division, name: division })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await db
        .insertInto('accounts')
        .values({
          account_id: randomUUID(),
          login_name: loginName,
          name: `${division}的窗口`,
          roles: 'windowClerk',
          division_code: division,
          password_hash: hash,
          disabled_at: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const expires = new Date(Date.now() + 86_400_000);
      await db
        .insertInto('enrolment_codes')
        .values(
          codes.map((code) => ({
            code_hash: codeHash(code),
            division_code: division,
            expires_at: expires,
            used_by_device: null,
          })),
        )
        .execute();
    }
  }

  async answer(url: string, init: RequestInit): Promise<Response> {
    const { pathname, search } = new URL(url);
    const { body } = init;
    const answer = await this.app.inject({
      method: init.method === 'POST' ? 'POST' : init.method === 'PUT' ? 'PUT' : 'GET',
      url: pathname + search,
      headers: init.headers as Record<string, string>,
      ...(body === undefined || body === null
        ? {}
        : { payload: typeof body === 'string' ? body : Buffer.from(body as Uint8Array) }),
    });
    const headers = { 'content-type': String(answer.headers['content-type'] ?? '') };
    return new Response(new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers });
  }

  crashAtCommit(when: 'before' | 'after'): void {
    this.#crash = when;
  }

  async restart(): Promise<void> {
    this.#crash = undefined;
    await this.app.close();
    await this.#build();
  }

  async backUp(): Promise<void> {
    this.#putBack = await this.#database.backUp();
  }

  /** A backup from before something that it cannot make good again must not be used any more. */
  forgetBackup(): void {
    this.#putBack = undefined;
  }

  /** The database is lost and comes back as it was at the backup; answers whether there was one. */
  async restore(): Promise<boolean> {
    if (!this.#putBack) return false;
    this.#crash = undefined;
    await this.app.close();
    await this.#putBack();
    await this.#build();
    return true;
  }

  /** From now on nothing that has not come back after a restore is waited for any more. */
  async endRecovery(): Promise<void> {
    this.#recoveryDays = 0;
    await this.restart();
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.#database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
