/** What is typed about a file of subscribers, and what it lacks. Pure. */
import type { ImportConsent, ImportLineView } from '../../../../../contracts/distribution';
import { IMPORT_OUTCOMES, type ImportOutcome } from '../../../../../core/distribution/newsletter/import';

export type Basis = 'ask' | 'confirmed';

export interface ImportValues extends ImportConsent {
  readonly basis: Basis;
}

/** Asking everybody is what nobody can reproach anybody with. */
export const NOTHING_TYPED: ImportValues = { basis: 'ask', source: '', obtainedOn: '', statement: '' };

/** As the server names them, so that what it refuses stands at its input. */
export const CONSENT_INPUTS = ['consent.source', 'consent.obtainedOn', 'consent.statement'] as const;

export const consentOf = ({ source, obtainedOn, statement }: ImportValues): ImportConsent => ({ source: source.trim(), obtainedOn, statement: statement.trim() });

/** Names of inputs that are empty. */
export const missingIn = (values: ImportValues): string[] => {
  const consent = consentOf(values);
  return CONSENT_INPUTS.filter((input) => consent[input.slice('consent.'.length) as keyof ImportConsent] === '');
};

/** Outcomes that occur, those that nothing happens to behind those that are added. */
export const occurring = (counts: Readonly<Record<ImportOutcome, number>>): ImportOutcome[] => IMPORT_OUTCOMES.filter((outcome) => counts[outcome] > 0);

export const linesWith = (lines: readonly ImportLineView[], outcome: string): readonly ImportLineView[] => (outcome === '' ? lines : lines.filter((line) => line.outcome === outcome));

/** Minutes until the last letter leaves. */
export const minutesFor = (letters: number, perMinute: number): number => Math.max(1, Math.ceil(letters / perMinute));

const BASE64_MARK = ';base64,';

/** The bytes of a file, or of text as UTF-8. */
export const base64Of = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = String(reader.result);
      // Of nothing, browsers write no mark.
      resolve(url.includes(BASE64_MARK) ? url.slice(url.indexOf(BASE64_MARK) + BASE64_MARK.length) : '');
    };
    reader.onerror = () => reject(reader.error ?? new Error('the file can not be read'));
    reader.readAsDataURL(file);
  });
