/** The instruments, in a registry of their own: two Strapis in one process do not count into each other. */
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { registerDeliveryCache, type DeliveryStats } from './delivery-cache';
import { createStanding, type Standing } from './standing';
import { harmless, type Telemetry } from './telemetry';

export interface Metrics {
  readonly telemetry: Telemetry;
  readonly contentType: string;
  /** The present state of all instruments, in the text format of Prometheus. */
  text(): Promise<string>;
  close(): void;
}

export interface MetricsOptions {
  readonly standing: () => Promise<Standing>;
  /** The memory of the delivery API, which answers before a request is observed. */
  readonly deliveryCache: () => DeliveryStats;
}

/** A click: some milliseconds on SQLite, up to seconds when the database is busy. */
const CLICK_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A read of frozen bytes. */
const READ_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** An integrity sweep reads everything that is live. */
const JOB_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300];

/** From the clock's rhythm to a server that was down over night. */
const LATE_SECONDS = [0.1, 0.5, 1, 2, 5, 15, 30, 60, 300, 900, 3600, 21_600, 86_400];

/** Prometheus has no empty label; a piece that does not exist has no type. */
const NO_TYPE = 'none';

const counter = <L extends string>(registry: Registry, name: string, help: string, labelNames: readonly L[]) => new Counter({ name, help, labelNames, registers: [registry] });

const histogram = <L extends string>(registry: Registry, name: string, help: string, labelNames: readonly L[], buckets: number[]) => new Histogram({ name, help, labelNames, buckets, registers: [registry] });

const createTelemetry = (registry: Registry): Telemetry => {
  const transitions = counter(registry, 'content_workflow_transitions_total', 'Events that were accepted.', ['event', 'from', 'to', 'type']);
  const refusals = counter(registry, 'content_workflow_transition_refusals_total', 'Events that a guard refused, by the code of the refusal.', ['event', 'code', 'type']);
  const conflicts = counter(registry, 'content_workflow_transition_conflicts_total', 'Events that came second with the same revision.', ['event', 'type']);
  const failures = counter(registry, 'content_workflow_transition_failures_total', 'Events that ended in an error instead of an answer.', ['event']);
  const duration = histogram(registry, 'content_workflow_transition_duration_seconds', 'From the event to its answer, whatever it was.', ['event'], CLICK_SECONDS);
  const lateness = histogram(registry, 'content_workflow_publication_lateness_seconds', 'From the promised time to the publication, for scheduled pieces.', ['type'], LATE_SECONDS);
  const jobs = counter(registry, 'content_workflow_jobs_total', 'Runs of jobs.', ['name', 'outcome']);
  const jobDuration = histogram(registry, 'content_workflow_job_duration_seconds', 'How long a run of a job took.', ['name'], JOB_SECONDS);
  const jobLag = histogram(registry, 'content_workflow_job_lag_seconds', 'From the time a job was due to its start.', ['name'], LATE_SECONDS);
  const deliveries = counter(registry, 'content_workflow_delivery_requests_total', 'Requests to the delivery API.', ['outcome']);
  const deliveryDuration = histogram(registry, 'content_workflow_delivery_duration_seconds', 'From a request to the delivery API to its answer.', ['outcome'], READ_SECONDS);

  return {
    transition(seen) {
      const { event } = seen;
      switch (seen.outcome) {
        case 'accepted':
          transitions.inc({ event, from: seen.from, to: seen.to, type: seen.type });
          if (seen.latenessMs !== null) lateness.observe({ type: seen.type }, seen.latenessMs / 1000);
          return;
        case 'refused':
          return refusals.inc({ event, code: seen.code, type: seen.type ?? NO_TYPE });
        case 'conflict':
          return conflicts.inc({ event, type: seen.type });
        case 'failed':
          return failures.inc({ event });
      }
    },
    transitionTook: (event, seconds) => duration.observe({ event }, seconds),
    jobRan({ name, outcome, seconds, lagMs }) {
      jobs.inc({ name, outcome });
      jobDuration.observe({ name }, seconds);
      jobLag.observe({ name }, Math.max(0, lagMs) / 1000);
    },
    delivered({ outcome, seconds }) {
      deliveries.inc({ outcome });
      deliveryDuration.observe({ outcome }, seconds);
    },
  };
};

export const createMetrics = ({ standing, deliveryCache }: MetricsOptions): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const telemetry = harmless(createTelemetry(registry));
  registerDeliveryCache(registry, deliveryCache);
  const look = createStanding(registry, standing);
  return {
    telemetry,
    contentType: registry.contentType,
    async text() {
      await look();
      return registry.metrics();
    },
    close: () => registry.clear(),
  };
};
