import { expect, it } from 'vitest';
import { pageChannelNames, workerPortName } from './pageChannelNames';
import { pageChannels, workerPortMessage } from './pageChannels';

it('names exactly the channels of the contract', () => {
  expect([...pageChannelNames].sort()).toEqual(Object.keys(pageChannels).sort());
});

it('carries the port under the name that the page listens for', () => {
  expect(workerPortName).toBe(workerPortMessage);
});
