/** Reads Prometheus's text format, as far as a test asks of it. */
export type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;

const numberOf = (text: string): number => (/^[+-]Inf$/.test(text) ? Number(text.replace('Inf', 'Infinity')) : Number(text));

export const samplesOf = (text: string): Sample[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name, labels, value] = LINE.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`not a sample: ${line}`);
      return { name, labels: Object.fromEntries([...(labels ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, key, text]) => [key, text])), value: numberOf(value) };
    });

/** The one sample of this name whose labels include these; `undefined` when there is none. */
export const sample = (text: string, name: string, labels: Labels = {}): number | undefined =>
  samplesOf(text).find((one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value))?.value;
