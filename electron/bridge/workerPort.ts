import type { Handlers } from '@shared/bridge/channel';
import {
  PortRequest,
  workerChannels,
  type News,
  type PortAnswer,
  type WorkerChannels,
} from '@shared/bridge/workerChannels';
import { answerCall, BridgeFault } from './answerCall';
import { reportFault } from './reportFault';

/** The part of Electron's MessagePortMain that is used here. */
export type ServedPort = {
  on(event: 'message', listener: (message: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage: (message: unknown) => void;
  start: () => void;
  close: () => void;
};

/** One store worker's line to the main process. */
export type WorkerLine = { news: (news: News) => void; end: () => void };

/**
 * Serves the worker's channels on a port. A request that is not one has no id to answer to and is dropped. After `end`,
 * answers that are still under way are not sent: they may hold what a signed-out page must not see.
 */
export function serveWorker(port: ServedPort, handlers: Handlers<WorkerChannels>): WorkerLine {
  let open = true;
  const send = (answer: PortAnswer) => {
    if (open) port.postMessage(answer);
  };
  const end = () => {
    open = false;
    port.close();
  };
  port.on('close', () => {
    open = false;
  });
  port.on('message', ({ data }) => {
    const request = PortRequest.safeParse(data);
    if (!request.success) return;
    const { id, channel, input } = request.data;
    answerCall(workerChannels, handlers, channel, input, reportFault).then(
      (output) => send({ kind: 'answer', id, output }),
      (fault: unknown) =>
        send({ kind: 'fault', id, reason: fault instanceof BridgeFault ? fault.message : 'fault' }),
    );
  });
  port.start();
  return { news: (news) => send({ kind: 'news', news }), end };
}
