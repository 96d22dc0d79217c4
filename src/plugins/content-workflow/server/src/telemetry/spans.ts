/** Spans by the API of OpenTelemetry; without an SDK in the process they are nothing and cost nothing. */
import { context, isSpanContextValid, propagation, SpanKind, SpanStatusCode, trace, type Attributes, type Link, type Span } from '@opentelemetry/api';

export { SpanKind, type Attributes, type Span };

const tracer = () => trace.getTracer('content-workflow');

export interface SpanOptions {
  readonly kind?: SpanKind;
  readonly attributes: Attributes;
  /** A trace of its own, whatever runs at the moment. */
  readonly root?: boolean;
  readonly links?: Link[];
}

/** The name of an error, never its message: that may quote what people wrote. */
export const failed = (span: Span, name: string): void => void span.setStatus({ code: SpanStatusCode.ERROR, message: name });

/** Runs within a span, which ends with it. An error passes through. */
export const inSpan = <T>(name: string, options: SpanOptions, run: (span: Span) => Promise<T>): Promise<T> =>
  tracer().startActiveSpan(name, options, async (span) => {
    try {
      return await run(span);
    } catch (error) {
      failed(span, error instanceof Error ? error.name : 'error');
      throw error;
    } finally {
      span.end();
    }
  });

/** Continues the trace that the caller is in, where the headers name one. */
export const continuing = <T>(headers: object, run: () => T): T => context.with(propagation.extract(context.active(), headers), run);

/** `traceparent` of the span that runs, as W3C writes it; `null` when none is recorded. */
export const currentOrigin = (): string | null => {
  const span = trace.getActiveSpan()?.spanContext();
  return span === undefined || !isSpanContextValid(span) ? null : `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
};

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The links to an origin: none when it is not one. */
export const linksTo = (origin: unknown): Link[] => {
  const [, traceId, spanId, flags] = (typeof origin === 'string' && TRACEPARENT.exec(origin)) || [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return [];
  const linked = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(linked) ? [{ context: linked }] : [];
};
