import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argon2id } from 'hash-wasm';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { codeHash } from '../../platform/accounts/enrolment';
import { settleKept } from '../../platform/cases/settleKept';
import { buildPlatform } from '../../platform/openPlatform';
import type { Platform } from '../../platform/platform';
import type { Server } from '../../platform/routes/server';
import { makeTestDatabase, type Make, type TestDatabase } from '../../platform/testing/testDatabase';
import { NobodyThere, type Served } from './cable';

export const password = 'Longjiang-2026';
const weak = {
  memorySize: 64,
  iterations: 1,
  parallelism: 1,
  hashLength: 32,
  outputType: 'encoded',
} as const;
export const countyCode = '230828';

/** Whom a device of an office belongs to. */
export type Seat = { division: string; loginName: string; codes: string[] };

/** What provinces begin from. */
export type Template = { seats: readonly Seat[]; make: Make };

function seatsOf(offices: number, devices: number): Seat[] {
  const towns = Array.from({ length: Math.max(1, offices - 1) }, (_, n) => `230828${String(101 + n)}`);
  return [countyCode, ...towns].map((division, index) => ({
    division,
    loginName: index === 0 ? 'supervisor.county' : `clerk.${division}`,
    codes: Array.from({ length: devices }, (_, n) => `${division}-CODE-${String(n)}`),
  }));
}

/** The real platform with its real database, which can crash at a commit, restart, and be restored from an old backup. */
export class Province implements Served {
  #crash: 'before' | 'after' | undefined;
  #isUp = false;
  #putBack: (() => Promise<void>) | undefined;
  #recoveryDays: number | undefined;
  app!: Server;
  platform!: Platform;

  #database!: TestDatabase;

  private constructor(
    readonly folder: string,
    readonly seats: Seat[],
  ) {}

  /** A database with the offices' accounts in it, made once for many provinces: setting one up takes longer than a thousand steps. */
  static async template(offices: number, devices: number): Promise<Template> {
    const seats = seatsOf(offices, devices);
    const province = await Province.#begin(seats, makeTestDatabase);
    await province.#seed();
    await province.app.close();
    const make = await province.#database.template();
    await rm(province.folder, { recursive: true, force: true });
    return { seats, make };
  }

  static open({ seats, make }: Template): Promise<Province> {
    const own = seats.map((seat) => ({ ...seat, codes: [...seat.codes] }));
    return Province.#begin(own, make);
  }

  static async #begin(seats: Seat[], make: Make): Promise<Province> {
    const folder = await mkdtemp(join(tmpdir(), 'longjiang-province-'));
    await mkdir(join(folder, 'catalogue'));
    await writeFile(join(folder, 'catalogue', `${sampleItem.code}.json`), JSON.stringify(sampleItem));
    const province = new Province(folder, seats);
    province.#database = await make(() => province.#takeCrash());
    await province.#build();
    return province;
  }

  #takeCrash() {
    const crash = this.#crash;
    this.#crash = undefined;
    return crash;
  }

  async #build(): Promise<void> {
    const { app, platform } = await buildPlatform({
      dataFolder: join(this.folder, 'data'),
      database: this.#database.place(),
      catalogueFolder: join(this.folder, 'catalogue'),
      ...(this.#recoveryDays === undefined ? {} : { recoveryDays: this.#recoveryDays }),
    });
    this.app = app;
    this.platform = platform;
    await app.ready();
    this.#isUp = true;
  }

  async #end(): Promise<void> {
    this.#crash = undefined;
    this.#isUp = false;
    await this.app.close();
  }

  async #seed(): Promise<void> {
    const { db } = this.platform;
    // Weak on purpose: how costly guessing is has tests of its own, and here it would be most of a short run.
    const hash = await argon2id({ ...weak, password, salt: randomBytes(16) });
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
    if (!this.#isUp) throw new NobodyThere();
    const { pathname, search } = new URL(url);
    const { body } = init;
    const answer = await this.app.inject({
      method: (init.method ?? 'GET') as 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE',
      url: pathname + search,
      headers: init.headers as Record<string, string>,
      ...(body === undefined || body === null
        ? {}
        : { payload: typeof body === 'string' ? body : Buffer.from(body as Uint8Array) }),
    });
    // The server writes the system's time by itself; here it is that of the simulation.
    const headers = Object.entries({ ...answer.headers, date: new Date().toUTCString() }).map(
      ([name, value]): [string, string] => [name, String(value)],
    );
    const answered = answer.statusCode === 204 ? null : new Uint8Array(answer.rawPayload);
    return new Response(answered, { status: answer.statusCode, headers });
  }

  crashAtCommit(when: 'before' | 'after'): void {
    this.#crash = when;
  }

  async restart(): Promise<void> {
    await this.#end();
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
    await this.#end();
    await this.#putBack();
    await this.#build();
    return true;
  }

  /** From now on nothing that has not come back after a restore is waited for any more. */
  async endRecovery(): Promise<void> {
    this.#recoveryDays = 0;
    await this.restart();
    await settleKept(this.platform, new Date());
  }

  async close(): Promise<void> {
    await this.#end();
    await this.#database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
