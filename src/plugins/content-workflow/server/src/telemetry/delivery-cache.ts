import { Counter, Gauge, type Registry } from 'prom-client';

/** Totals since the start of the process, and what is kept at the moment. */
export interface DeliveryStats {
  /** Answered from memory, with a body. */
  readonly hits: number;
  /** Answered from memory with 304. */
  readonly notModified: number;
  /** Sent down the chain: not kept, no pass, or a pass to renew. */
  readonly misses: number;
  /** Sent down the chain because the client or the state of the signals asks for it. */
  readonly bypassed: number;
  readonly entries: number;
  readonly bytes: number;
}

/** The cache counts for itself; its numbers are copied at each scrape, so that its hot path knows nothing of metrics. */
export const registerDeliveryCache = (registry: Registry, stats: () => DeliveryStats): void => {
  const registers = [registry];
  new Counter({
    name: 'content_workflow_delivery_cache_lookups_total',
    help: 'Look-ups in the memory cache of the delivery API.',
    labelNames: ['outcome'],
    registers,
    collect() {
      const { hits, notModified, misses, bypassed } = stats();
      this.reset();
      for (const [outcome, count] of Object.entries({ hit: hits, not_modified: notModified, miss: misses, bypassed })) this.inc({ outcome }, count);
    },
  });
  new Gauge({ name: 'content_workflow_delivery_cache_entries', help: 'Answers in the memory cache of the delivery API.', registers, collect() { this.set(stats().entries); } });
  new Gauge({ name: 'content_workflow_delivery_cache_bytes', help: 'Bytes in the memory cache of the delivery API.', registers, collect() { this.set(stats().bytes); } });
};
