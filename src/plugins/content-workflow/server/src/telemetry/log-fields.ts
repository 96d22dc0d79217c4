/** Gives the lines of Strapi's logger the ids of the work they are about. */
import { isSpanContextValid, trace } from '@opentelemetry/api';
import { currentScope } from './scope';

/** The part of a winston logger that is touched. */
export interface Logger {
  format: { transform(line: object, options?: unknown): unknown; readonly options?: unknown };
}

/** Empty without a span: tracing may be off. */
const traceFields = (): Record<string, string> => {
  const span = trace.getActiveSpan()?.spanContext();
  return span === undefined || !isSpanContextValid(span) ? {} : { traceId: span.traceId, spanId: span.spanId };
};

/** The fields stand in the line before the logger's own format sees it, so that any format can print them. */
export const addFieldsTo = (logger: Logger): void => {
  const { format } = logger;
  logger.format = {
    options: format.options,
    transform: (line, options) => format.transform(Object.assign(line, currentScope(), traceFields()), options),
  };
};
