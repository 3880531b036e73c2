import { isDeepStrictEqual } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { ServiceItem } from '@shared/catalogue/serviceItem';
import { CalendarsAnswer } from '@shared/protocol/calendars';
import type { PushResult } from '@shared/protocol/push';
import { headLength } from '@shared/sealing/ferry/head';
import {
  FerriedAnswer,
  FerriedCatalogue,
  FerriedEnd,
  FerriedPage,
  FerriedStanding,
} from '@shared/sealing/ferry/messages';
import { readMessage } from '@shared/sealing/ferry/records';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import { carry, Stick, type Opened } from '../bundle';
import type { Device } from '../client';
import { download, fileOf, hashOf, picture, pictured } from '../files';
import { expectThat, type Bench, type Check } from '../suite';
import { expectKind, expectProblem, newCase } from './cases';

const messages = <T>({ records }: Opened, kind: string, schema: Parameters<typeof readMessage<T>>[1]): T[] =>
  records.filter(({ head }) => head.kind === kind).map((record) => readMessage(record, schema));

const resultsIn = (opened: Opened): PushResult[] =>
  messages(opened, 'answer', FerriedAnswer).flatMap(({ answer }) => answer.results);

/** Exports new cases that no line has carried; `keep` as an earlier file that is left behind. */
const signedCase = ({ receipt }: Bench, device: Device): SignedEvent =>
  device.sign(newCase(device, receipt()));

const count = async (device: Device, { body }: SignedEvent): Promise<number> =>
  (await device.stream()).filter(({ signed }) => signed.body.event.id === body.event.id).length;

/** Holds an event to be unknown to the platform; from here on it is known. */
async function expectUntaken(device: Device, ...events: SignedEvent[]): Promise<void> {
  for (const result of await device.push(...events)) expectKind(result, 'accepted');
}

/** 离线摆渡: the same messages, carried as a file. */
export const ferryChecks: readonly Check[] = [
  {
    name: 'the platform’s keys for bundles are the same for every device, and stay',
    run: async ({ first, stranger }) => {
      const all = [await Stick.of(first), await Stick.of(first), await Stick.of(stranger)];
      const [keys] = all.map((stick) => stick.keys);
      expectThat(
        all.every((stick) => isDeepStrictEqual(stick.keys, keys)),
        () => 'they differ',
      );
    },
  },
  {
    name: 'a bundle brings events and their files, whoever carries it; answers and history come back, signed and sealed to its device',
    run: async (bench) => {
      const { first, stranger, item, receipt } = bench;
      const stick = await Stick.of(first);
      const bytes = picture(100);
      const paper = pictured(item).id;
      const named = receipt((missing) =>
        missing.materialId === paper
          ? { ...missing, status: 'provided', copies: 1, files: [fileOf(bytes)] }
          : missing,
      );
      const event = first.sign(newCase(first, named));
      const bundle = await stick.export({ events: [event], files: [bytes] });
      const opened = await stick.open(await carry(stranger, bundle));
      const [result, ...more] = resultsIn(opened);
      expectKind(result, 'accepted');
      expectThat(
        more.length === 0 && result?.eventId === event.body.event.id && result.hash === event.hash,
        () => 'the answers do not name the carried event by id and hash',
      );
      const { label, records } = opened;
      expectThat(
        label.answers?.number === stick.number && label.answers.hash === stick.previousHash,
        () => 'the label does not say which bundle it answers',
      );
      expectThat(
        isDeepStrictEqual(label.results, { accepted: 1, known: 0, refused: 0, deferred: 0 }),
        () => 'the counts of its label are not those of its answers',
      );
      const kinds = records.map(({ head }) => head.kind).filter((kind) => kind !== 'material');
      const outline = [...new Set(kinds)].join();
      expectThat(
        outline === 'standing,calendars,catalogue,answer,page,end',
        () => `its records are ${outline}`,
      );
      const [end] = messages(opened, 'end', FerriedEnd);
      expectThat(
        end?.bundleId === label.bundleId && end.number === label.number && end.records === records.length - 1,
        () => 'its end does not tie the body to the label',
      );
      const [standing] = messages(opened, 'standing', FerriedStanding);
      const self = standing?.accounts.find(({ loginName }) => loginName === first.account.loginName);
      expectThat(self?.inForce === true, () => 'it does not say that the account still holds');
      const items = messages(opened, 'catalogue', FerriedCatalogue).flatMap((handedOut) => handedOut.items);
      expectThat(
        items.length > 0 && items.every((item) => ServiceItem.safeParse(item).success),
        () => 'it does not hand out the service items',
      );
      messages(opened, 'calendars', CalendarsAnswer);
      const carried = messages(opened, 'page', FerriedPage).flatMap(({ answer }) => answer.events);
      expectThat(
        carried.some(({ signed }) => signed.hash === event.hash),
        () => 'its pages do not have the event that was just accepted',
      );
      expectThat(
        isDeepStrictEqual(carried, await first.stream()),
        () => 'its pages are not what a pull brings',
      );
      const file = await download(first, hashOf(bytes));
      expectThat(
        file.status === 200 && hashOf(file.bytes) === hashOf(bytes),
        () => `status ${file.status} for the file that it brought`,
      );
    },
  },
  {
    name: 'the same bundle again changes nothing: every event is a duplicate, and the label says so',
    run: async (bench) => {
      const { first } = bench;
      const stick = await Stick.of(first);
      const event = signedCase(bench, first);
      const bundle = await stick.export({ events: [event] });
      const once = await stick.open(await carry(first, bundle));
      const again = await stick.open(await carry(first, bundle));
      expectKind(resultsIn(once)[0], 'accepted');
      expectKind(resultsIn(again)[0], 'duplicate');
      expectThat(again.label.notes.includes('again'), () => `its notes are "${again.label.notes.join()}"`);
      const times = await count(first, event);
      expectThat(times === 1, () => `the event stands ${times} times in the stream`);
    },
  },
  {
    name: 'a bundle with one changed byte is hashMismatch, and nothing of it is taken in',
    run: async (bench) => {
      const { first } = bench;
      const stick = await Stick.of(first);
      const event = signedCase(bench, first);
      const bundle = await stick.export({ events: [event] });
      for (const at of [300, headLength - 10, headLength + 40, bundle.length - 1]) {
        const changed = bundle.slice();
        changed[at] = (changed[at] ?? 0) ^ 1;
        expectProblem(await carry(first, changed), 'hashMismatch');
      }
      expectProblem(await carry(first, bundle.slice(0, -20)), 'hashMismatch');
      await expectUntaken(first, event);
    },
  },
  {
    name: 'a file that is no bundle, of a newer format, for another platform or signed by another key is told so, and nothing of it is taken in',
    run: async (bench) => {
      const { first, stranger } = bench;
      const stick = await Stick.of(first);
      const event = signedCase(bench, first);
      const text = (line: string) => new Uint8Array(Buffer.from(line.padEnd(headLength, ' ')));
      expectProblem(await carry(first, text('%PDF-1.7')), 'notABundle');
      expectProblem(await carry(first, text('longjiang-ferry 9999\n{}')), 'newerFormat');
      const sealedTo = await identityToRecipient(await generateX25519Identity());
      expectProblem(
        await carry(first, await stick.export({ events: [event], label: { sealedTo } })),
        'otherPlatform',
      );
      expectProblem(
        await carry(first, await stick.export({ events: [event], signedBy: stranger })),
        'notAuthentic',
      );
      await expectUntaken(first, event);
    },
  },
  {
    name: 'a bundle whose events stand behind others that never came is earlierMissing, and nothing of it is taken in',
    run: async (bench) => {
      const { first } = bench;
      const stick = await Stick.of(first);
      const [left, carried] = [signedCase(bench, first), signedCase(bench, first)];
      const behind = await stick.export({ events: [carried] });
      expectProblem(await carry(first, behind), 'earlierMissing');
      const whole = await stick.open(await carry(first, await stick.export({ events: [left, carried] })));
      for (const result of resultsIn(whole)) expectKind(result, 'accepted');
      const late = await stick.open(await carry(first, behind));
      expectKind(resultsIn(late)[0], 'duplicate');
      expectThat(
        late.label.notes.includes('newerCameFirst'),
        () => `its notes are "${late.label.notes.join()}"`,
      );
    },
  },
];
