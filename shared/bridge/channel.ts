import type { z } from 'zod';

/** One channel of a bridge: both directions are parsed by schema, on the side that receives. */
export type Channel = { input: z.ZodType; output: z.ZodType };
export type Channels = Record<string, Channel>;
export type Input<C extends Channel> = z.input<C['input']>;
export type Output<C extends Channel> = z.output<C['output']>;

/** What a side that serves channels has to provide. */
export type Handlers<C extends Channels> = {
  [K in keyof C]: (
    input: z.output<C[K]['input']>,
  ) => Promise<z.input<C[K]['output']>> | z.input<C[K]['output']>;
};
