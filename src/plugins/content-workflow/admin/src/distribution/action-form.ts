/** What a delivery is done to, as it is typed and as it is sent. Pure. */
import type { ActOnDelivery, DeliveryAction } from '../../../contracts/distribution';
import { METRICS, type Metric } from '../../../core/distribution/platforms';
import { countIn } from '../i18n/count';

export type ActionInput = 'url' | 'note' | 'fileId' | 'metrics' | 'readAt';

interface Asked {
  /** In their order on the screen. */
  readonly inputs: readonly ActionInput[];
  readonly required: readonly ActionInput[];
  /** It can not be taken back, or takes something away. */
  readonly grave: boolean;
}

/** Sending again is answered for: whoever says that nothing is there says how they know. */
export const ASKED: Readonly<Record<DeliveryAction, Asked>> = {
  send: { inputs: [], required: [], grave: false },
  retry: { inputs: [], required: [], grave: false },
  cancel: { inputs: ['note'], required: [], grave: true },
  confirm: { inputs: ['url', 'note'], required: [], grave: false },
  resend: { inputs: ['note'], required: ['note'], grave: true },
  revoke: { inputs: ['note'], required: [], grave: true },
  removed: { inputs: ['note'], required: [], grave: false },
  done: { inputs: ['url', 'fileId', 'note'], required: [], grave: false },
  measure: { inputs: ['metrics', 'readAt', 'note'], required: ['readAt'], grave: false },
};

/** Metrics by their name, the rest by the input's. */
export type ActionValues = Readonly<Record<string, string>>;

export interface ActionProblem {
  readonly input: string;
  readonly code: 'required' | 'url' | 'count' | 'either' | 'proof' | 'oneMetric';
}

export const metricInput = (metric: Metric): string => `metrics.${metric}`;

export const isWebAddress = (text: string): boolean => {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
};

const said = (values: ActionValues, input: string): string => (values[input] ?? '').trim();

const metricProblems = (values: ActionValues): ActionProblem[] => {
  const typed = METRICS.filter((metric) => said(values, metricInput(metric)) !== '');
  if (typed.length === 0) return [{ input: 'metrics', code: 'oneMetric' }];
  return typed.filter((metric) => countIn(said(values, metricInput(metric))) === null).map((metric) => ({ input: metricInput(metric), code: 'count' }));
};

/** `readAt` is an instant, or '' while it is not complete. */
export const actionProblems = (action: DeliveryAction, values: ActionValues): ActionProblem[] => {
  const { inputs, required } = ASKED[action];
  const problems: ActionProblem[] = required.filter((input) => said(values, input) === '').map((input) => ({ input, code: 'required' }));
  if (inputs.includes('url') && said(values, 'url') !== '' && !isWebAddress(said(values, 'url'))) problems.push({ input: 'url', code: 'url' });
  if (action === 'done' && said(values, 'url') === '' && said(values, 'fileId') === '') problems.push({ input: 'url', code: 'either' });
  // A message in a chat has no address: who saw it there says so in words.
  if (action === 'confirm' && said(values, 'url') === '' && said(values, 'note') === '') problems.push({ input: 'url', code: 'proof' });
  return inputs.includes('metrics') ? [...problems, ...metricProblems(values)] : problems;
};

/** Only for values without problems. */
export const actionBody = (action: DeliveryAction, values: ActionValues): ActOnDelivery.Body => {
  const { inputs } = ASKED[action];
  const has = (input: ActionInput): boolean => inputs.includes(input) && said(values, input) !== '';
  const metrics = METRICS.flatMap((metric) => {
    const count = countIn(said(values, metricInput(metric)));
    return count === null ? [] : [[metric, count] as const];
  });
  return {
    ...(has('url') ? { url: said(values, 'url') } : {}),
    ...(has('fileId') ? { fileId: Number(said(values, 'fileId')) } : {}),
    ...(has('note') ? { note: said(values, 'note') } : {}),
    ...(inputs.includes('metrics') ? { metrics: Object.fromEntries(metrics) } : {}),
    ...(has('readAt') ? { readAt: said(values, 'readAt') } : {}),
  };
};
