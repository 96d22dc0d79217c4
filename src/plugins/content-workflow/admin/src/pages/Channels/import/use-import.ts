import { useEffect, useState } from 'react';
import { useAuth } from '@strapi/strapi/admin';
import type { CheckImport } from '../../../../../contracts/distribution';
import { MAX_IMPORT_BYTES } from '../../../../../core/distribution/newsletter/import';
import { useDistributionApi } from '../../../api/distribution';
import type { Errors } from '../../../distribution/problems';
import { useProblems } from '../../../distribution/use-problems';
import { useFigures } from '../../../experiment/use-figures';
import { useText } from '../../../i18n/use-text';
import { forgetTyped, keepTyped, placeOf, typedBefore } from '../../../piece/kept-text';
import { base64Of, CONSENT_INPUTS, consentOf, missingIn, NOTHING_TYPED, type ImportValues } from './import-form';

/** What was looked at, and the file that it was. */
export interface Looked {
  readonly file: string;
  readonly found: CheckImport.Data;
}

export interface ImportState {
  readonly values: ImportValues;
  readonly errors: Errors;
  readonly busy: boolean;
  /** `null` until a file was looked at. */
  readonly looked: Looked | null;
  readonly change: (changed: Partial<ImportValues>) => void;
  readonly look: (file: Blob) => Promise<void>;
  /** Back to the choice of a file; what was typed stays. */
  readonly back: () => void;
  readonly apply: () => Promise<void>;
}

/** The list is no longer the one that was looked at. */
const CHANGED = 'SUBSCRIBERS_CHANGED';

/** Two steps: a dry run, and exactly what it showed. */
export const useImport = (channel: string, onDone: (added: number) => void): ImportState => {
  const text = useText();
  const figures = useFigures();
  const api = useDistributionApi();
  const problemsIn = useProblems();
  const person = useAuth('ContentWorkflow', ({ user }) => String(user?.id ?? ''));
  const [place] = useState(() => placeOf(person, `${channel}.import`));
  // Of the list itself nothing is kept: it is addresses, and they are in the file.
  const [values, setValues] = useState<ImportValues>(() => ({ ...NOTHING_TYPED, ...typedBefore(place, Date.now()) }));
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const [looked, setLooked] = useState<Looked | null>(null);

  useEffect(() => keepTyped(place, { ...consentOf(values) }, Date.now()), [place, values]);

  const check = async (file: string): Promise<Errors> => {
    const answer = await api.checkImport(channel, { file });
    if (answer.kind === 'ok') setLooked({ file, found: answer.data });
    return problemsIn(answer, ['file']);
  };

  const look = async (blob: Blob): Promise<void> => {
    if (blob.size === 0) return setErrors({ file: text('import.nothing') });
    if (blob.size > MAX_IMPORT_BYTES) return setErrors({ file: text('refusal.SUBSCRIBER_FILE_TOO_LARGE.message', { max: figures.count(MAX_IMPORT_BYTES) }) });
    setErrors({});
    setBusy(true);
    try {
      setErrors(await check(await base64Of(blob)));
    } catch {
      // It was moved or locked since it was chosen.
      setErrors({ file: text('import.unreadable') });
    } finally {
      setBusy(false);
    }
  };

  const apply = async (): Promise<void> => {
    if (looked === null) return;
    const missing = missingIn(values);
    if (missing.length > 0) return setErrors(Object.fromEntries(missing.map((input) => [input, text('dialog.required')])));
    setErrors({});
    setBusy(true);
    const { file, found } = looked;
    const answer = await api.importSubscribers(channel, values.basis, { file, digest: found.digest, consent: consentOf(values) });
    if (answer.kind === 'ok') {
      forgetTyped(place);
      return onDone(answer.data.added);
    }
    if (answer.kind === 'failed' && answer.code === CHANGED) await check(file);
    setBusy(false);
    setErrors(problemsIn(answer, CONSENT_INPUTS));
  };

  return {
    values,
    errors,
    busy,
    looked,
    change(changed) {
      setValues((before) => ({ ...before, ...changed }));
      setErrors({});
    },
    look,
    back() {
      setLooked(null);
      setErrors({});
    },
    apply,
  };
};
