/** Traces by OpenTelemetry, when the environment names a collector. The SDK is loaded only then. */

export interface Tracing {
  /** Sends what is left, for as long as stopping may wait for a collector. */
  stop(): Promise<void>;
}

/** A collector that does not answer must not keep a server from stopping. */
const PATIENCE_MS = 5_000;

export interface TracingOptions {
  /** Where the collector listens; the exporter reads it and the other standard variables itself. */
  readonly endpoint: string | undefined;
  readonly serviceName: string | undefined;
}

export const startTracing = async ({ endpoint, serviceName }: TracingOptions): Promise<Tracing | null> => {
  if (!endpoint) return null;
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { detectResources, envDetector, resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  // The detectors for host and process stay away: they tell the user's name and the command line.
  const resource = detectResources({ detectors: [envDetector] }).merge(resourceFromAttributes({ 'service.name': serviceName || 'content-workflow' }));
  const provider = new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
  provider.register();
  return {
    async stop() {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PATIENCE_MS);
      });
      // Spans that could not be sent are lost; that is no reason to stop with an error.
      await Promise.race([provider.shutdown().catch(() => undefined), patience]);
      clearTimeout(timer);
    },
  };
};
