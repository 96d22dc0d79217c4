/** Which interval and which arm a sentence names. */
import type { ArmResult, Interval } from './results';

export const excludesZero = ({ low, high }: Pick<Interval, 'low' | 'high'>): boolean => low > 0 || high < 0;

/** The interval that holds for who has looked every day, where it says something; the narrower one of the posterior elsewhere. */
export const namedInterval = ({ lift, sequential }: Pick<ArmResult, 'lift' | 'sequential'>): Interval | null =>
  sequential !== null && excludesZero(sequential) ? { value: sequential.value, low: sequential.low, high: sequential.high } : lift;

const valueOf = ({ lift }: ArmResult): number => lift?.value ?? -Infinity;

/** The best of the arms beside the first; `null` where there is none. */
export const strongestOther = (arms: readonly ArmResult[]): ArmResult | null => arms.slice(1).reduce<ArmResult | null>((best, arm) => (best === null || valueOf(arm) > valueOf(best) ? arm : best), null);
