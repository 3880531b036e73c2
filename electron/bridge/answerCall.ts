import type { Channels, Handlers } from '@shared/bridge/channel';
import type { z } from 'zod';

/** A call that the bridge did not take. Names the channel and the path, never a value: those are people's data. */
export class BridgeFault extends Error {
  constructor(
    readonly part: 'channel' | 'sender' | 'input' | 'output' | 'handler',
    readonly channel: string,
    readonly paths: readonly string[] = [],
  ) {
    super(`bridge: ${part} of ${channel} refused${paths.length > 0 ? ` at ${paths.join(', ')}` : ''}`);
    this.name = 'BridgeFault';
  }
}

function parse(schema: z.ZodType, value: unknown, part: 'input' | 'output', channel: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'top'} (${issue.code})`);
  throw new BridgeFault(part, channel, paths);
}

/**
 * Answers one call: input and output are parsed by the channel's schemas. Throws a BridgeFault for everything else; what a
 * handler throws is reported here and reaches the caller without its text.
 */
export async function answerCall<C extends Channels>(
  channels: C,
  handlers: Handlers<C>,
  channel: string,
  input: unknown,
  report: (channel: string, error: unknown) => void,
): Promise<unknown> {
  const contract = Object.hasOwn(channels, channel) ? channels[channel] : undefined;
  if (!contract) throw new BridgeFault('channel', channel.slice(0, 60));
  const parsed = parse(contract.input, input, 'input', channel);
  // The handler of a channel takes what the schema of the same channel gives.
  const handler = handlers[channel] as (input: unknown) => unknown;
  let output: unknown;
  try {
    output = await handler(parsed);
  } catch (error) {
    report(channel, error);
    throw new BridgeFault('handler', channel);
  }
  return parse(contract.output, output, 'output', channel);
}
