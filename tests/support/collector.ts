/** An OpenTelemetry collector on the loopback: takes spans by OTLP over HTTP and remembers them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code?: number; readonly message?: string };
}

export interface Collector {
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  /** Each request as it came: path and body. */
  readonly received: readonly string[];
  close(): Promise<void>;
}

interface WireAttribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface WireSpan extends Omit<CollectedSpan, 'attributes' | 'links'> {
  readonly attributes?: readonly WireAttribute[];
  readonly links?: CollectedSpan['links'];
}

interface WireRequest {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[] }[];
}

/** OTLP in JSON writes a 64-bit number as a string or as a number. */
const valueOf = ({ value }: WireAttribute): unknown => ('intValue' in value ? Number(value.intValue) : Object.values(value)[0]);

const spanOf = (span: WireSpan): CollectedSpan => ({ ...span, attributes: Object.fromEntries((span.attributes ?? []).map((one) => [one.key, valueOf(one)])), links: span.links ?? [] });

export const startCollector = async (): Promise<Collector> => {
  const spans: CollectedSpan[] = [];
  const received: string[] = [];
  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      received.push(`${asked.url} ${body}`);
      spans.push(...(JSON.parse(body) as WireRequest).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans.map(spanOf))));
      answer.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
