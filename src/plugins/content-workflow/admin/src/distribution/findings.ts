/** What stands in the way of a rendition, in the order in which people have to look at it. Pure. */
import type { Issue, Measure } from '../../../core/distribution/rendition';

/** Errors keep it from being sent; they come first. */
export const inOrder = (issues: readonly Issue[]): readonly Issue[] => [...issues.filter(({ level }) => level === 'error'), ...issues.filter(({ level }) => level !== 'error')];

export const blocks = (issues: readonly Issue[]): boolean => issues.some(({ level }) => level === 'error');

/** From here on somebody should know that there is little room left. */
const NEARLY = 0.9;

export type Fill = 'over' | 'nearly' | 'within';

export const fillOf = ({ used, max }: Pick<Measure, 'used' | 'max'>): Fill => (used > max ? 'over' : max > 0 && used / max >= NEARLY ? 'nearly' : 'within');
