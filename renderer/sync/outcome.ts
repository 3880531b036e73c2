import type { Output } from '@shared/bridge/channel';
import type { WorkerChannels } from '@shared/bridge/workerChannels';
import type { Problem } from '@shared/protocol/problem';

/** Why a round of sync could not go on. Each one leaves outbox and cursors as they were. */
export type Obstacle =
  /** `restFor`: the platform is there and asks to be left alone for so many milliseconds. */
  | { kind: 'offline'; restFor?: number }
  | { kind: 'strangeAnswer' }
  | { kind: 'updateRequired' }
  /** The platform does not take this account or device any more, or not for this office. */
  | { kind: 'signedOut' }
  /** There is no room on this PC for what a step would bring. */
  | { kind: 'storageFull' };

/** What a step of sync came to. `pending` counts the events that still wait to be sent. */
export type Outcome =
  | { kind: 'pulled'; more: boolean; pending: number }
  /** `completed`: cases that can go on now; `left`: files that are still to be sent. */
  | { kind: 'uploaded'; completed: number; left: number }
  /** `answered`: events that moved; `files`: files that cases wait for. */
  | { kind: 'pushed'; answered: number; files: number }
  | Obstacle;

/** What a problem means for sync. */
export function obstacleOf(problem: Problem): Obstacle {
  switch (problem.code) {
    case 'updateRequired':
      return { kind: 'updateRequired' };
    case 'unauthorised':
    case 'forbidden':
    case 'accountDisabled':
    case 'deviceRevoked':
    case 'wrongPassword':
      return { kind: 'signedOut' };
    case 'tooManyRequests':
    case 'internal':
      return { kind: 'offline' };
    case 'badRequest':
    case 'notFound':
    case 'tooLarge':
    case 'codeUnknown':
    case 'hashMismatch':
    case 'notABundle':
    case 'newerFormat':
    case 'otherPlatform':
    case 'notAuthentic':
    case 'earlierMissing':
    case 'otherKind':
    case 'checking':
    case 'infected':
      return { kind: 'strangeAnswer' };
  }
}

type Failed = Exclude<Output<WorkerChannels['platform.call']>, { kind: 'answer' }>;

/** What a call that brought no answer means for sync. */
export function obstacleOfCall(failed: Failed): Obstacle {
  if (failed.kind !== 'problem') return { kind: failed.kind };
  const obstacle = obstacleOf(failed.problem);
  const { restFor } = failed;
  return obstacle.kind === 'offline' && restFor !== undefined ? { ...obstacle, restFor } : obstacle;
}
