/** What a moderator fills in, and the request that it makes. Pure. */
import type { DecisionRequest, QueueAction, Sanction } from '../../../../../../contracts/moderation/queue';
import { AGGRAVATORS, SEVERITIES, VIOLATIONS, type Aggravator, type Severity, type Violation } from '../../../../../../core/moderation/vocabulary';

/** By input name, as text, so that all of it can be kept: lists are joined by commas, a ticked box is `yes`. */
export type DecisionValues = Readonly<Record<string, string>>;

export type Built = { readonly kind: 'ready'; readonly request: DecisionRequest } | { readonly kind: 'incomplete'; readonly missing: readonly string[] };

/** In the order of the inputs. */
const INPUTS: Readonly<Record<QueueAction, readonly string[]>> = {
  adopt: ['message', 'note'],
  return: ['reasons', 'message', 'note'],
  reject: ['reasons', 'message', 'note', 'sanction'],
  escalate: ['note'],
  ignore: ['note'],
};

/** Without these nobody could know what the decision means: the sender what to change, the lead what to look at. */
const REQUIRED: Readonly<Record<QueueAction, readonly string[]>> = { adopt: [], return: ['message'], reject: ['reasons'], escalate: ['note'], ignore: [] };

export const inputsOf = (action: QueueAction): readonly string[] => INPUTS[action];

export const isRequired = (action: QueueAction, input: string): boolean => REQUIRED[action].includes(input);

const said = (values: DecisionValues, input: string): string => (values[input] ?? '').trim();

export const listIn = (values: DecisionValues, input: string): string[] => said(values, input).split(',').filter((one) => one !== '');

const oneOf = <T extends string>(among: readonly T[], value: string): T | null => among.find((one) => one === value) ?? null;

/** `null` while it is not asked for, or not yet complete. */
export const sanctionIn = (values: DecisionValues): Sanction | null => {
  const violation = oneOf<Violation>(VIOLATIONS, said(values, 'violation'));
  const severity = oneOf<Severity>(SEVERITIES, said(values, 'severity'));
  if (said(values, 'sanction') !== 'yes' || violation === null || severity === null) return null;
  return { violation, severity, aggravators: listIn(values, 'aggravators').flatMap((one) => oneOf<Aggravator>(AGGRAVATORS, one) ?? []) };
};

export const requestOf = (action: QueueAction, values: DecisionValues): Built => {
  const wantsSanction = action === 'reject' && said(values, 'sanction') === 'yes';
  const missing = [...REQUIRED[action], ...(wantsSanction ? ['violation', 'severity'] : [])].filter((input) => said(values, input) === '');
  if (missing.length > 0) return { kind: 'incomplete', missing };
  const has = (input: string): boolean => INPUTS[action].includes(input) && said(values, input) !== '';
  const sanction = wantsSanction ? sanctionIn(values) : null;
  return {
    kind: 'ready',
    request: {
      action,
      ...(has('reasons') ? { reasonCodes: listIn(values, 'reasons') } : {}),
      ...(has('message') ? { message: said(values, 'message') } : {}),
      ...(has('note') ? { note: said(values, 'note') } : {}),
      ...(sanction === null ? {} : { sanction }),
    },
  };
};
