import { calls } from '@shared/protocol/calls';
import { oldestServedVersion } from '@shared/protocol/version';
import { enrolDevice } from '../accounts/enrolment';
import type { Platform } from '../platform';
import { sendProblem } from '../problems';
import { isExhausted, noteFailure } from '../storage/attempts';
import { problemAnswers, type Server } from './server';

const allowed = { failures: 20, minutes: 15 };

/** Enrols a device by a one-time code. */
export function enrolRoute(app: Server, platform: Platform): void {
  const { method, path, request: body, answer } = calls.enrol;
  app.route({
    method,
    url: path,
    schema: {
      summary: 'Enrol a device',
      tags: ['public'],
      body,
      response: { 200: answer, ...problemAnswers },
    },
    handler: async (request, reply) => {
      if (request.body.protocolVersion < oldestServedVersion) return sendProblem(reply, 'updateRequired');
      const now = platform.now();
      const key = `enrol|${request.ip}`;
      if (await isExhausted(platform.db, key, allowed, now)) return sendProblem(reply, 'tooManyRequests');
      const enrolment = await enrolDevice(platform, request.body, now);
      if (enrolment.kind === 'codeUnknown') {
        await noteFailure(platform.db, key, allowed, now);
        return sendProblem(reply, 'codeUnknown');
      }
      return reply.send({ ...enrolment.device, streams: [enrolment.device.divisionCode] });
    },
  });
}
