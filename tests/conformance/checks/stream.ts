import type { StreamMessage } from '@shared/protocol/stream';
import { calls } from '@shared/protocol/calls';
import { streamPath } from '@shared/protocol/stream';
import { ask, parsed, type Device } from '../client';
import { listen, type Line } from '../listening';
import { expectThat, type Check } from '../suite';
import { expectProblem, receive } from './cases';

type Kind = StreamMessage['kind'];
const is =
  <K extends Kind>(kind: K) =>
  (message: StreamMessage): message is Extract<StreamMessage, { kind: K }> =>
    message.kind === kind;

/** Listens as a device for as long as `work` lasts. */
async function listening(device: Device, work: (line: Line) => Promise<void>): Promise<void> {
  const line = await listen(device);
  await work(line).finally(line.close);
}

/** How far a device's stream goes, as a pull says. */
const headOf = async (device: Device) =>
  (await device.call('pull', { stream: device.divisionCode, after: 0, limit: 1 })).head;

const reaches = (stream: string, position: number) => (message: StreamMessage) =>
  message.kind === 'position' && message.stream === stream && message.position >= position;

/** A line that carries no facts: it says when there is something to ask for. */
export const streamChecks: readonly Check[] = [
  {
    name: 'a stream greets first, then says how far the office’s stream goes and which definitions and calendars there are',
    run: async ({ first, subject }) => {
      const head = await headOf(first);
      const { epoch } = parsed(calls.health.answer, await ask(`${subject.url}${calls.health.path}`));
      await listening(first, async ({ heard, until }) => {
        await until(is('hello'), 'the greeting', 8);
        const position = await until(is('position'), 'a position');
        await until(is('catalogue'), 'the version of the definitions');
        await until(is('calendars'), 'the version of the calendars');
        const begun = heard[0]?.kind ?? 'nothing';
        expectThat(begun === 'hello', () => `the first message is "${begun}", expected "hello"`);
        if (position.kind !== 'position') return;
        expectThat(
          position.stream === first.divisionCode && position.position === head,
          () =>
            `it says ${position.stream} ${position.position}, where a pull says ${first.divisionCode} ${head}`,
        );
        expectThat(position.epoch === epoch, () => 'its epoch is not the one of the platform');
      });
    },
  },
  {
    name: 'a stream tells every listening device of the office of an accepted event, within ten seconds',
    run: async (bench) => {
      const { first, second } = bench;
      await listening(first, (one) =>
        listening(second, async (other) => {
          await Promise.all([one, other].map(({ until }) => until(is('position'), 'the first position')));
          await receive(bench, first);
          const head = await headOf(first);
          const told = reaches(first.divisionCode, head);
          await Promise.all([one, other].map(({ until }) => until(told, `word of position ${head}`)));
        }),
      );
    },
  },
  {
    name: 'a stream tells of the own office alone',
    run: async (bench) => {
      const { first, stranger } = bench;
      await listening(first, async ({ heard, until }) => {
        await until(is('position'), 'the first position');
        await receive(bench, stranger);
        await receive(bench, first);
        const head = await headOf(first);
        await until(reaches(first.divisionCode, head), `word of position ${head}`);
        const others = heard.filter(is('position')).filter(({ stream }) => stream !== first.divisionCode);
        expectThat(others.length === 0, () => `it told of ${others[0]?.stream ?? ''} too`);
      });
    },
  },
  {
    name: 'a stream is not silent for longer than it says',
    run: async ({ first }) => {
      await listening(first, async ({ until, beat }) => {
        const hello = await until(is('hello'), 'the greeting', 8);
        const { beatSeconds } = hello.kind === 'hello' ? hello : { beatSeconds: 0 };
        expectThat(
          beatSeconds <= 60,
          () => `beats ${beatSeconds} s apart: dead lines would be noticed too late`,
        );
        await beat(beatSeconds + 5);
      });
    },
  },
  {
    name: 'a stream is unauthorised without a token',
    run: async ({ first }) => expectProblem(await first.exchange('GET', streamPath, {}, ''), 'unauthorised'),
  },
];
