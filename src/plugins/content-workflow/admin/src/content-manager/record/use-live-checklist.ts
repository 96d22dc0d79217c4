import { useDeferredValue, useMemo } from 'react';
import { useForm } from '@strapi/strapi/admin';
import type { PieceView } from '../../../../contracts/piece';
import { runChecklist } from '../../../../core/review/checklist';
import { useGovernedTypes } from '../../api/governed';
import type { CheckResult } from '../../api/types';

type Values = Readonly<Record<string, unknown>>;

const NONE: Values = {};

/** The form holds of a relation only what changes in it, and nothing of a field that the person may not read. */
const isTold = (values: Values, field: string): boolean => {
  const root = field.split('.')[0] ?? field;
  const value = values[root];
  return root in values && !(typeof value === 'object' && value !== null && 'connect' in value);
};

/**
 * The checklist over what stands in the form now, by the very rules of the server; where the form does not tell, the
 * server's verdict about the stored version. `live` is false while they are the same.
 */
export const useLiveChecklist = (view: PieceView): { readonly results: readonly CheckResult[]; readonly live: boolean } => {
  const types = useGovernedTypes();
  const form = useForm('ContentWorkflow', ({ modified, values }) => (modified ? (values as Values) : NONE), false) as Values | false | undefined;
  // A long text is segmented anew with each key; typing goes first.
  const values = useDeferredValue(form === false || form === undefined ? NONE : form);
  return useMemo(() => {
    const rules = types.find(({ uid }) => uid === view.uid)?.checklist ?? [];
    if (values === NONE || rules.length !== view.checklist.length) return { results: view.checklist, live: false };
    const typed = runChecklist(values, rules);
    return { results: view.checklist.map((stored, index) => (isTold(values, stored.field) ? (typed[index] ?? stored) : stored)), live: true };
  }, [types, values, view]);
};
