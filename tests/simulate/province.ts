import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { codeHash } from '../../platform/accounts/enrolment';
import { hashPassword } from '../../platform/accounts/password';
import { buildPlatform } from '../../platform/openPlatform';
import type { Platform } from '../../platform/platform';
import type { Server } from '../../platform/routes/server';
import { embeddedParsers } from '../../platform/storage/database';
import type { Served } from './cable';

const password = 'Longjiang-2026';
export const countyCode = '230828';

/** Whom a device of an office belongs to. */
export type Seat = { division: string; loginName: string; codes: string[] };

/** The real platform with its real database, which can crash at a commit, restart, and be restored from an old backup. */
export class Province implements Served {
  #crash: 'before' | 'after' | undefined;
  #backup: Blob | File | undefined;
  #recoveryDays: number | undefined;
  app!: Server;
  platform!: Platform;

  private constructor(
    readonly folder: string,
    private pglite: PGlite,
    readonly seats: Seat[],
  ) {}

  static async open(offices: number, devices: number): Promise<Province> {
    const folder = await mkdtemp(join(tmpdir(), 'longjiang-province-'));
    await mkdir(join(folder, 'catalogue'));
    await writeFile(join(folder, 'catalogue', `${sampleItem.code}.json`), JSON.stringify(sampleItem));
    const pglite = await PGlite.create({ parsers: embeddedParsers });
    const towns = Array.from({ length: Math.max(1, offices - 1) }, (_, n) => `230828${String(101 + n)}`);
    const divisions = [countyCode, ...towns];
    const seats = divisions.map((division, index): Seat => ({
      division,
      loginName: index === 0 ? 'supervisor.county' : `clerk.${division}`,
      codes: Array.from({ length: devices }, (_, n) => `${division}-CODE-${String(n)}`),
    }));
    const province = new Province(folder, pglite, seats);
    await province.#build(true);
    await province.#seed();
    return province;
  }

  /** The pool's view of the database: a crash takes the connection away at the commit it was told of. */
  #connection() {
    return {
      query: async (sql: string, parameters: unknown[]) => {
        const crash = this.#crash;
        if (crash === undefined || !/^\s*commit/i.test(sql)) return this.pglite.query(sql, parameters);
        this.#crash = undefined;
        await this.pglite.query(crash === 'before' ? 'rollback' : 'commit');
        throw new Error('the database is gone');
      },
    };
  }

  async #build(demo = false): Promise<void> {
    const { app, platform } = await buildPlatform({
      dataFolder: join(this.folder, 'data'),
      database: { kind: 'given', pglite: this.#connection() },
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
    this.#backup = await this.pglite.dumpDataDir('none');
  }

  /** A backup from before something that it cannot make good again must not be used any more. */
  forgetBackup(): void {
    this.#backup = undefined;
  }

  /** The database is lost and comes back as it was at the backup; answers whether there was one. */
  async restore(): Promise<boolean> {
    if (!this.#backup) return false;
    this.#crash = undefined;
    await this.app.close();
    await this.pglite.close();
    this.pglite = await PGlite.create({ parsers: embeddedParsers, loadDataDir: this.#backup });
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
    await this.pglite.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
