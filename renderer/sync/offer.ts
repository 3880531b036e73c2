import type { Decision } from '@shared/protocol/decision';
import { PushAnswer, type OfferedEvent, type PushResult } from '@shared/protocol/push';
import { protocolVersion } from '@shared/protocol/version';
import { takePushAnswer, type OfferedAs } from '../store/confirm';
import type { StoredEvent } from '../store/records';
import type { WorkingStore } from '../store/workingStore';
import { obstacleOfCall, type Obstacle } from './outcome';

/** What the platform had decided of an event before, where it left a receipt for it. */
function decisionOf({ place }: StoredEvent): Decision | undefined {
  if (place.kind === 'pending' || place.receipt === undefined) return undefined;
  const { receipt } = place;
  if (place.kind === 'refused') return { kind: 'refused', refusal: place.refusal, receipt };
  const { epoch, version, acceptedAt, assigned } = place;
  if (epoch === undefined || acceptedAt === undefined) return undefined;
  return { kind: 'accepted', epoch, version, acceptedAt, assigned, receipt };
}

/** An event as it is offered. */
export const offered = (event: StoredEvent, filesPending: boolean): OfferedEvent => {
  const decision = decisionOf(event);
  return {
    signed: event.signed,
    ...(decision ? { decision } : {}),
    ...(filesPending ? { filesPending } : {}),
  };
};

/** Offers events to the platform, checks its answer, and takes it in. `filesPending`: sequences that only take their place. */
export async function offer(
  store: WorkingStore,
  events: readonly StoredEvent[],
  as: OfferedAs = 'own',
  filesPending: ReadonlySet<number> = new Set(),
): Promise<{ kind: 'answered'; results: PushResult[] } | { kind: 'newEpoch' } | Obstacle> {
  const isPending = ({ signed }: StoredEvent) => filesPending.has(signed.body.sequence);
  const request = { protocolVersion, events: events.map((event) => offered(event, isPending(event))) };
  const called = await store.port.call('platform.call', { name: 'push', request });
  if (called.kind !== 'answer') return obstacleOfCall(called);
  const answer = PushAnswer.safeParse(called.answer);
  if (!answer.success) return { kind: 'strangeAnswer' };
  const taken = await takePushAnswer(store, events, answer.data, as);
  if (taken.kind === 'strange') return { kind: 'strangeAnswer' };
  if (taken.kind === 'newEpoch') return { kind: 'newEpoch' };
  return { kind: 'answered', results: answer.data.results };
}
