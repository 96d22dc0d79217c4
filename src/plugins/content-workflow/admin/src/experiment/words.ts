/** Which sentence tells a clause or an obstacle, and with which figures. Pure; the sentences are in the catalogues. */
import { ORIGINAL } from '../../../core/experiment/plan';
import type { Obstacle, Results, Verdict } from '../../../core/experiment/results';
import type { Clause } from '../../../core/experiment/words';
import type { Values } from '../i18n/use-text';

/** How figures are written in the viewer's language. */
export interface Figures {
  readonly count: (value: number) => string;
  /** 0.16 as 16%. */
  readonly percent: (value: number) => string;
  /** 0.16 as +16%, -0.16 as −16%. */
  readonly change: (value: number) => string;
  /** A chance beside "almost certainly": never 100% and never 0%. */
  readonly chance: (value: number) => string;
}

export interface Sentence {
  readonly key: string;
  readonly values: Values;
}

/** What an arm is called: the label of its variant, or the word for the piece as it is. */
export const armName = (key: string, labels: Readonly<Record<string, string>>, original: string): string => (key === ORIGINAL ? original : (labels[key] ?? '') === '' ? key : (labels[key] as string));

/** The colour of a verdict; the words say it as well. */
export const toneOf = ({ code }: Verdict): 'success' | 'warning' | 'danger' | 'neutral' | 'primary' => {
  switch (code) {
    case 'better':
      return 'success';
    case 'worse':
    case 'leading':
      return 'primary';
    case 'unhealthy':
      return 'danger';
    case 'no-data':
    case 'too-early':
    case 'inconclusive':
    case 'descriptive':
      return 'neutral';
  }
};

/** A clause of the sentence that tells the results: arms by their names, figures in the viewer's way of writing them. */
export const clauseSentence = ({ code, params }: Clause, name: (key: string) => string, goal: string, figures: Figures): Sentence => ({
  key: `experiment.said.${code}`,
  values: { goal, ...Object.fromEntries(Object.entries(params).map(([param, value]) => [param, param === 'days' || param === 'conversions' ? Number(value) : typeof value === 'number' ? figures.count(value) : name(value)])) },
});

const PERCENTS: ReadonlySet<string> = new Set(['share', 'lossAllowed', 'expectedLoss']);
const CHANCES: ReadonlySet<string> = new Set(['chanceToWin', 'chanceNeeded']);
const ARMS: ReadonlySet<string> = new Set(['arm', 'leader']);

/** A p-value: two digits that mean something, and no row of zeros. */
const probability = (p: number): string => (p < 0.0001 ? '< 0.0001' : String(Number(p.toPrecision(2))));

const valueOf = (param: string, value: number | string, name: (key: string) => string, figures: Figures): string | number => {
  if (typeof value === 'string') return ARMS.has(param) ? name(value) : value;
  if (param === 'p') return probability(value);
  if (CHANCES.has(param)) return figures.chance(value);
  return PERCENTS.has(param) ? figures.percent(value) : figures.count(value);
};

/** An obstacle whose figures are not all there is told by a sentence without them. */
export const obstacleSentence = ({ code, params }: Obstacle, name: (key: string) => string, figures: Figures): Sentence => ({
  key: `experiment.obstacle.${code}`,
  values: Object.fromEntries(Object.entries(params).map(([param, value]) => [param, valueOf(param, value, name, figures)])),
});

/** How far the arm that is furthest behind has come to the planned number, from 0 to 1. */
export const progressOf = ({ arms, plan }: Pick<Results, 'arms' | 'plan'>): number => (plan.sampleSize <= 0 || arms.length === 0 ? 0 : Math.min(1, Math.min(...arms.map(({ units }) => units)) / plan.sampleSize));
