import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { PushResult } from '@shared/protocol/push';

/** What a platform counts of itself, in the text form that Prometheus reads. Names and numbers only: nothing of a case or a person. */
export type Metrics = {
  contentType: string;
  text: () => Promise<string>;
  /** A request was answered; `route` is its pattern, never its address. */
  answered: (request: { method: string; route: string; status: number }, seconds: number) => void;
  /** Offered events were settled. */
  settled: (results: readonly PushResult[]) => void;
};

/** Counters of one platform, with those of its process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'longjiang_request_seconds',
    help: 'Time until a request was answered',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers: [registry],
  });
  const events = new Counter({
    name: 'longjiang_events_total',
    help: 'Offered events by what became of them; a refusal says its kind',
    labelNames: ['result', 'refusal'],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered: ({ method, route, status }, seconds) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    settled: (results) => {
      for (const result of results)
        events.inc({ result: result.kind, refusal: result.kind === 'refused' ? result.refusal.kind : '' });
    },
  };
}
