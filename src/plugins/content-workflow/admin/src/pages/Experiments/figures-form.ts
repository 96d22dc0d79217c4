/** Figures read off a platform, as they are typed and as they are sent. Pure. */
import type { PostFigures } from '../../../../contracts/experiment';
import { countIn } from '../../i18n/count';

export type FiguresValues = Readonly<Record<string, string>>;

export interface FiguresProblem {
  readonly input: 'arm' | 'units' | 'conversions' | 'source' | 'readAt';
  readonly code: 'required' | 'count' | 'more';
}

export const figuresProblems = (values: FiguresValues, readAt: string | null): FiguresProblem[] => {
  const problems: FiguresProblem[] = [];
  if ((values.arm ?? '') === '') problems.push({ input: 'arm', code: 'required' });
  const [units, conversions] = [countIn(values.units ?? ''), countIn(values.conversions ?? '')];
  if (units === null) problems.push({ input: 'units', code: 'count' });
  if (conversions === null) problems.push({ input: 'conversions', code: 'count' });
  if (units !== null && conversions !== null && conversions > units) problems.push({ input: 'conversions', code: 'more' });
  if ((values.source ?? '').trim() === '') problems.push({ input: 'source', code: 'required' });
  if (readAt === null) problems.push({ input: 'readAt', code: 'required' });
  return problems;
};

export const figuresOf = (values: FiguresValues, readAt: string): PostFigures.Request => ({
  arm: values.arm ?? '',
  units: countIn(values.units ?? '') ?? 0,
  conversions: countIn(values.conversions ?? '') ?? 0,
  source: (values.source ?? '').trim(),
  readAt,
});
