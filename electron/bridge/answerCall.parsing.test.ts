import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Handlers } from '@shared/bridge/channel';
import { answerCall, BridgeFault } from './answerCall';

const channels = {
  'person.find': {
    input: z.strictObject({ idNumber: z.string().length(18) }),
    output: z.strictObject({ name: z.string() }),
  },
};
const secret = '230828199001010012';
const handlers: Handlers<typeof channels> = {
  'person.find': ({ idNumber }) => ({ name: idNumber.slice(0, 2) }),
};
const report = () => undefined;

async function faultOf(call: Promise<unknown>): Promise<BridgeFault> {
  const caught: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(caught instanceof BridgeFault)) throw new Error('the call was not refused');
  return caught;
}

describe('a call over the bridge', () => {
  it('hands parsed input over and gives the output back', async () => {
    const answer = answerCall(channels, handlers, 'person.find', { idNumber: secret }, report);
    expect(await answer).toEqual({ name: '23' });
  });

  it.each(['person.remove', 'toString', '__proto__'])('knows no channel %s', async (channel) => {
    const fault = await faultOf(answerCall(channels, handlers, channel, {}, report));
    expect(fault.part).toBe('channel');
  });

  it('names channel and path of bad input and never its value', async () => {
    const input = { idNumber: `${secret}9`, [secret]: secret };
    const fault = await faultOf(answerCall(channels, handlers, 'person.find', input, report));
    expect(fault).toMatchObject({ part: 'input', channel: 'person.find' });
    expect(fault.paths[0]).toContain('idNumber');
    expect(JSON.stringify(fault) + fault.message).not.toContain(secret);
  });

  it('lets nothing out that the contract does not describe', async () => {
    const talkative = { 'person.find': () => ({ name: 'x', idNumber: secret }) };
    const fault = await faultOf(answerCall(channels, talkative, 'person.find', { idNumber: secret }, report));
    expect(fault.part).toBe('output');
    expect(fault.message).not.toContain(secret);
  });

  it('reports what a handler throws here and not to the caller', async () => {
    const seen = vi.fn();
    const failing = { 'person.find': () => Promise.reject(new Error(`no ${secret}`)) };
    const fault = await faultOf(answerCall(channels, failing, 'person.find', { idNumber: secret }, seen));
    expect(fault.message).not.toContain(secret);
    expect(seen).toHaveBeenCalledWith('person.find', expect.any(Error));
  });
});
