/**
 * Sees every job when it is promised and when it runs, whichever driver keeps it. The promise takes the place in the trace
 * along that made it, so that a publication at the due time is linked with the click of days ago.
 */
import type { JobName, JobPayloads } from '../../../core/workflow/effects';
import type { Clock } from '../jobs/clock';
import type { Handlers, JobContext, JobOutcome, JobQueue, NewJob } from '../jobs/queue';
import { inScope, note, type Scope } from '../telemetry/scope';
import { currentOrigin, inSpan, linksTo, SpanKind } from '../telemetry/spans';
import { stopwatch, type Telemetry } from '../telemetry/telemetry';

/** Beside the job's own payload; a handler never sees it. */
interface WithOrigin {
  readonly origin?: unknown;
}

type Handler<N extends JobName> = (payload: JobPayloads[N], context: JobContext) => Promise<JobOutcome>;

/** Jobs are promised as ever, and remember by which span, where there is one. */
export const observedQueue = (queue: JobQueue): JobQueue => ({
  ...queue,
  enqueue<N extends JobName>(trx: Parameters<JobQueue['enqueue']>[0], job: NewJob<N>) {
    const origin = currentOrigin();
    return queue.enqueue(trx, origin === null ? job : { ...job, payload: { ...job.payload, origin } });
  },
});

const pieceOf = (payload: object): Scope => ('pieceId' in payload && typeof payload.pieceId === 'number' ? { pieceId: payload.pieceId } : {});

/** The scope of all that a driver does about one job, its own words on a failure included. */
export const aboutJob = <T>({ id, name }: { readonly id: number | string; readonly name: string }, run: () => T): T => inScope({ job: name, jobId: String(id) }, run);

export const observedHandlers = (handlers: Handlers, clock: Clock, telemetry: Telemetry): Handlers => {
  const counted = async (name: JobName, lagMs: number, run: () => Promise<JobOutcome>): Promise<JobOutcome> => {
    const seconds = stopwatch();
    let outcome: JobOutcome | 'failed' = 'failed';
    try {
      outcome = await run();
      return outcome;
    } finally {
      telemetry.jobRan({ name, outcome, seconds: seconds(), lagMs });
    }
  };

  const observed =
    <N extends JobName>(name: N, handler: Handler<N>): Handler<N> =>
    (stored, context) => {
      const { origin, ...rest } = stored as JobPayloads[N] & WithOrigin;
      const payload = rest as unknown as JobPayloads[N];
      const lagMs = clock.now() - context.runAt;
      const attributes = { 'content_workflow.job': name, 'content_workflow.attempt': context.attempt, 'content_workflow.lag_ms': lagMs };
      note(pieceOf(payload));
      return inScope({ job: name, ...pieceOf(payload) }, () =>
        inSpan(`job ${name}`, { kind: SpanKind.CONSUMER, attributes, root: true, links: linksTo(origin) }, () => counted(name, lagMs, () => handler(payload, context)))
      );
    };

  return {
    due: observed('due', handlers.due),
    preflight: observed('preflight', handlers.preflight),
    unpublish: observed('unpublish', handlers.unpublish),
    retrospective: observed('retrospective', handlers.retrospective),
    experiment: observed('experiment', handlers.experiment),
    announce: observed('announce', handlers.announce),
    integrity: observed('integrity', handlers.integrity),
    overdue: observed('overdue', handlers.overdue),
    digest: observed('digest', handlers.digest),
    mail: observed('mail', handlers.mail),
    sla: observed('sla', handlers.sla),
    patrol: observed('patrol', handlers.patrol),
    letter: observed('letter', handlers.letter),
    statement: observed('statement', handlers.statement),
    deliver: observed('deliver', handlers.deliver),
    measure: observed('measure', handlers.measure),
    newsletter: observed('newsletter', handlers.newsletter),
    websub: observed('websub', handlers.websub),
  };
};
