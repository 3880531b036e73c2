import type { Platform } from '../platform';
import { bearerOf } from './caller';
import type { Server } from './server';

/**
 * Hook in front of the caller's look-up: how many requests of one kind a device may send in a minute. It is there for programs that turn in a
 * circle, not for busy offices, and is counted in this process's memory: it costs the database nothing, and a device that is spread over
 * several processes may send as many to each.
 */
export const deviceLimit = (app: Server, platform: Platform) =>
  app.rateLimit({
    max: platform.requestsPerMinute ?? Number.MAX_SAFE_INTEGER,
    timeWindow: '1 minute',
    keyGenerator: async (request) => (await bearerOf(platform, request))?.deviceId ?? request.ip,
  });
