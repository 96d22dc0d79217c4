import { useEffect, useState } from 'react';
import { useAuth, useNotification } from '@strapi/strapi/admin';
import type { PieceView, VariantView } from '../../../../../contracts/piece';
import type { Answer } from '../../../api/answer';
import { useWorkflowApi } from '../../../api/client';
import { useRefusalText } from '../../../i18n/use-refusal-text';
import { useText } from '../../../i18n/use-text';
import { forgetTyped, keepTyped, placeOf, typedBefore } from '../../../piece/kept-text';
import { rememberPiece } from '../../../piece/piece-store';
import type { Original } from './use-original';
import { inputOfField, overridden, overridesOf, problemsOf, suggestedKey, textOf, valuesFor, withoutOverride, withOverride, type VariantValues } from './variant-form';
import { useLeaveWarning } from '../../../components/use-leave-warning';

export interface VariantDialog {
  readonly values: VariantValues;
  /** A sentence by input; '' is about the whole. */
  readonly errors: Readonly<Record<string, string>>;
  readonly busy: boolean;
  readonly restored: boolean;
  readonly change: (changed: VariantValues) => void;
  readonly add: (name: string) => void;
  readonly take: (name: string) => void;
  readonly startAnew: () => void;
  readonly save: () => Promise<void>;
}

interface Args {
  readonly view: PieceView;
  readonly variant: VariantView | null;
  readonly original: Original;
  readonly onDone: () => void;
}

export const useVariantDialog = ({ view, variant, original, onDone }: Args): VariantDialog => {
  const text = useText();
  const api = useWorkflowApi();
  const refusalText = useRefusalText(view.uid);
  const { toggleNotification } = useNotification();
  const person = useAuth('ContentWorkflow', ({ user }) => String(user?.id ?? ''));
  const taken = view.variants.map(({ key }) => key);
  const [place] = useState(() => placeOf(person, `${view.id}.variant.${variant?.key ?? ''}`));
  const [initial] = useState((): VariantValues => {
    const key = suggestedKey(taken);
    return valuesFor(variant, { key, label: text('variants.label.default', { key: key.toUpperCase() }), name: view.variables[0] ?? '' }, original.kindOf, original.value);
  });
  const [before] = useState<VariantValues>(() => typedBefore(place, Date.now()));
  const [restored, setRestored] = useState(() => Object.keys(before).length > 0);
  const [values, setValues] = useState<VariantValues>(() => ({ ...initial, ...before }));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const dirty = JSON.stringify(values) !== JSON.stringify(initial);

  useEffect(() => (dirty ? keepTyped(place, values, Date.now()) : undefined), [place, values, dirty]);

  useLeaveWarning(dirty);

  const put = (next: VariantValues, touched: readonly string[]): void => {
    setValues(next);
    setErrors(Object.fromEntries(Object.entries(errors).filter(([name]) => name !== '' && !touched.includes(name))));
  };

  const sentenceOf = (answer: Exclude<Answer<PieceView>, { kind: 'ok' | 'aborted' }>): Readonly<Record<string, string>> => {
    switch (answer.kind) {
      case 'refused': {
        const { message } = refusalText(answer.refusal);
        // What Strapi's own validator finds has no translation and says what is wrong.
        const said = answer.refusal.code === 'VARIANT_UNKNOWN' ? `${message} ${answer.refusal.message}` : message;
        return { [answer.refusal.field === undefined ? '' : inputOfField(answer.refusal.field, values)]: said };
      }
      case 'invalid':
        return { [inputOfField(answer.field, values)]: answer.message };
      case 'conflict':
        rememberPiece(answer.piece);
        return { '': text('variants.conflict') };
      case 'forbidden':
        return { '': text('dialog.forbidden') };
      case 'failed':
        return { '': text('dialog.failed') };
    }
  };

  const save = async (): Promise<void> => {
    if (busy) return;
    const problems = problemsOf(values, variant, taken, original.kindOf, original.value);
    if (Object.keys(problems).length > 0) return setErrors(Object.fromEntries(Object.entries(problems).map(([input, problem]) => [input, text(`variants.problem.${problem}`)])));
    setBusy(true);
    const body = { label: (values.label ?? '').trim(), overrides: overridesOf(values, variant, original.kindOf, original.value), expectedRevision: view.revision };
    const answer = await api.putVariant(view.id, values.key ?? '', body);
    setBusy(false);
    if (answer.kind === 'aborted') return;
    if (answer.kind !== 'ok') return setErrors(sentenceOf(answer));
    forgetTyped(place);
    rememberPiece(answer.data);
    toggleNotification({ type: 'success', message: text('variants.saved', { name: body.label }) });
    onDone();
  };

  return {
    values,
    errors,
    busy,
    restored,
    change: (changed) => put({ ...values, ...changed }, Object.keys(changed)),
    add: (name) => put(withOverride(values, name, textOf(original.kindOf(name) ?? 'line', original.value(name))), ['overrides']),
    take: (name) => put(withoutOverride(values, name), ['overrides']),
    startAnew: () => {
      forgetTyped(place);
      setRestored(false);
      put(initial, [...overridden(values), 'key', 'label']);
    },
    save,
  };
};
