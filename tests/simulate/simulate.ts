import { passwordMatches } from '../../platform/accounts/password';
import { takeAccount, type Account, type Acknowledged } from './account';
import { createChance } from './chance';
import { Desk } from './desk';
import { takeMachine } from './machine/machine';
import { password, Province, type Template } from './province';
import { Sticks } from './sticks';

export type SimulationOptions = {
  offices: number;
  devices: number;
  steps: number;
  seed: number;
  /** Acts that are left out, by name. */
  without?: readonly string[];
  /** Told now and then how far it is. */
  progress?: (step: number) => void;
};

/** What was done, and what became of it. */
export type Simulated = Account & { steps: number; acts: Record<string, number> };

const acts = {
  takeIn: 60,
  work: 260,
  sync: 320,
  tick: 120,
  cable: 90,
  letGo: 80,
  settle: 6,
  ferryOut: 10,
  ferryCarry: 12,
  ferryIn: 12,
  restartDesk: 18,
  loseDatabase: 5,
  clock: 6,
  restartPlatform: 4,
  backUpPlatform: 3,
  restorePlatform: 1,
  backUpDesk: 6,
  restoreDesk: 2,
  clone: 1,
} as const;

const year = 366 * 86_400_000;
const mostClones = 3;
const roundsToHeal = 400;

const templates = new Map<string, Promise<Template>>();

/** The same for every seed and wherever it stands in a process, so that a world is the same alone. */
function templateOf(offices: number, devices: number): Promise<Template> {
  const name = `${String(offices)}/${String(devices)}`;
  const make = async () => {
    const machine = takeMachine(0);
    // What the platform makes up once in a process is made up here, and not in the first world.
    await passwordMatches(password, undefined);
    return Province.template(offices, devices).finally(machine.release);
  };
  const made = templates.get(name) ?? make();
  templates.set(name, made);
  return made;
}

/**
 * Plays real devices and a real platform against each other for some steps, with everything that lines, disks, clocks and
 * people do, then lets all lines be good and takes account. One thing moves at a time, in the order of the seed.
 */
export async function simulate({
  offices,
  devices,
  steps,
  seed,
  without = [],
  progress,
}: SimulationOptions): Promise<Simulated> {
  const template = await templateOf(offices, devices);
  const machine = takeMachine(seed);
  const chance = createChance(seed);
  const weights = { ...acts, ...Object.fromEntries(without.map((name) => [name, 0])) };
  const province = await Province.open(template);
  const desks: Desk[] = [];
  const sticks = await Sticks.begin(chance);
  const acknowledged: Acknowledged = new Map();
  /** Events that waited with the platform when their disk was replaced by an older copy. */
  const leftWithPlatform = new Set<string>();
  const counts: Record<string, number> = {};
  let clones = 0;

  const note = async (desk: Desk) => {
    for (const { signed, seen } of await desk.newEvents())
      acknowledged.set(signed.body.event.id, { hash: signed.hash, desk: desk.name, seen });
  };

  async function act(name: keyof typeof acts, desk: Desk): Promise<void> {
    switch (name) {
      case 'takeIn':
        if (desk.takesIn) await desk.takeIn();
        return;
      case 'work':
        return desk.work();
      case 'sync':
        return desk.sync();
      case 'tick':
        return desk.tick(500 + chance.below(60_000));
      case 'cable':
        desk.cable.state = chance.weighted({ good: 45, flaky: 40, cut: 12, portal: 3 });
        return;
      case 'letGo':
        await desk.cable.letGo();
        return;
      case 'settle':
        return desk.settleAttention();
      case 'ferryOut':
        return sticks.write(desk);
      case 'ferryCarry':
        return sticks.carry(desk);
      case 'ferryIn':
        return sticks.takeIn(desk);
      case 'restartDesk':
        return desk.restart(false);
      case 'loseDatabase':
        return desk.restart(true);
      case 'clock':
        desk.offset = chance.oneIn(2) ? 0 : (chance.below(9) - 4) * year;
        return;
      case 'restartPlatform':
        return province.restart();
      case 'backUpPlatform':
        return province.backUp();
      case 'restorePlatform':
        await province.restore();
        return;
      case 'backUpDesk':
        return desk.backUp();
      case 'restoreDesk': {
        const gone = (await desk.restoreOldDisk()) ?? [];
        sticks.forget(desk);
        const { db } = province.platform;
        for (const { body, hash } of gone) {
          const kept = await db
            .selectFrom('device_log')
            .select(['refusal', 'case_id'])
            .where('hash', '=', hash)
            .executeTakeFirst();
          // What was refused was shown on that disk; the platform keeps it.
          if (kept?.refusal === null) {
            if (kept.case_id !== null) leftWithPlatform.add(body.event.id);
            continue;
          }
          const saved = acknowledged.get(body.event.id);
          if (saved) saved.destroyed = true;
        }
        // What the platform took of it is nowhere else now.
        if (gone.length > 0) province.forgetBackup();
        return;
      }
      case 'clone':
        if (clones >= mostClones) return;
        clones += 1;
        desks.push(await desk.clone(province));
    }
  }

  /** Lines are good, clocks go on, nothing hangs: everybody must come to the same. */
  async function heal(): Promise<void> {
    for (const desk of desks) {
      desk.cable.state = 'good';
      while (desk.cable.waiting > 0) await desk.cable.letGo();
      await desk.settle();
    }
    await untilQuiet();
    // What waits for events that went with a database and a backup is judged as things stand, a week after the restore.
    await province.endRecovery();
    for (const desk of desks) await desk.restart(false);
    await untilQuiet();
  }
  async function untilQuiet(): Promise<void> {
    for (let round = 0, quiet = 0; round < roundsToHeal && quiet < 3; round += 1) {
      const before = await sizes();
      for (const desk of desks) await desk.sync();
      // Longer than anything waits of its own accord.
      for (const desk of desks) await desk.tick(130_000);
      quiet = (await sizes()) === before ? quiet + 1 : 0;
    }
  }
  const sizes = async () => {
    const { db } = province.platform;
    const { count } = await db
      .selectFrom('stream_entries')
      .select((row) => row.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    const status = await Promise.all(desks.map((desk) => desk.office.store.syncStatus()));
    return JSON.stringify([count, status.map(({ kind, pending, attention }) => [kind, pending, attention])]);
  };

  try {
    for (let n = 0; n < devices; n += 1) {
      const seat = province.seats[n % province.seats.length];
      if (!seat) throw new Error('every office has a seat');
      desks.push(await Desk.open(chance, machine, province, seat, `${seat.division}#${String(n)}`));
    }
    for (let step = 1; step <= steps; step += 1) {
      const desk = chance.pick(desks);
      const name = chance.weighted(weights);
      counts[name] = (counts[name] ?? 0) + 1;
      await act(name, desk);
      // Time passes for all of them.
      await Desk.settle(desks);
      await note(desk);
      if (step % 500 === 0) progress?.(step);
    }
    await heal();
    const account = await takeAccount(province, desks, acknowledged, leftWithPlatform);
    return { ...account, steps, acts: counts };
  } finally {
    for (const desk of desks) await desk.end().catch(() => undefined);
    await province.close();
    await sticks.end();
    machine.release();
  }
}
