import type { z } from 'zod';
import type { Input, Output } from '@shared/bridge/channel';
import { pageChannels, type PageChannels } from '@shared/bridge/pageChannels';

declare global {
  interface Window {
    /** Put there by the preload script; the only door out of the page. */
    readonly longjiang: { call: (channel: string, input: unknown) => Promise<unknown> };
  }
}

/** Asks the main process. The answer is parsed; what the contract does not allow rejects, as a bug does. */
export async function callMain<K extends keyof PageChannels>(
  channel: K,
  input: Input<PageChannels[K]>,
): Promise<Output<PageChannels[K]>> {
  const answer = await window.longjiang.call(channel, input);
  const output: z.ZodType = pageChannels[channel].output;
  // The schema that stands beside this name.
  return output.parse(answer) as Output<PageChannels[K]>;
}
