/** The list as a file, which can be taken over again: the same columns, and nothing that a spreadsheet program takes for a formula. */
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { ImportEvidence } from '../../../../../contracts/distribution';
import { iso } from '../../../jobs/clock';
import type { Subscriber } from '../rows';
import type { Subscribers } from '../subscribers';
import type { Imports } from './imports';

/** Read at once; the file is written while it is read, however long the list. */
const PAGE = 200;

const COLUMNS = ['email', 'language', 'state', 'asked_at', 'confirmed_at', 'ended_at', 'ended_because', 'import_basis', 'import_source', 'import_obtained_on', 'import_statement', 'imported_at', 'imported_by'];

const instant = (at: number | null): string => (at === null ? '' : iso(at));

const rowOf = ({ address, language, state, askedAt, confirmedAt, endedAt, endedBecause }: Subscriber, evidence: ImportEvidence | undefined): string[] => [
  address,
  language,
  state,
  instant(askedAt),
  instant(confirmedAt),
  instant(endedAt),
  endedBecause ?? '',
  ...(evidence === undefined ? ['', '', '', '', '', ''] : [evidence.basis, evidence.source, evidence.obtainedOn, evidence.statement, evidence.at, evidence.by]),
];

async function* rows(subscribers: Pick<Subscribers, 'list'>, imports: Pick<Imports, 'evidenceOf'>, channelId: number): AsyncGenerator<string[]> {
  let before: number | null = null;
  do {
    const page: Awaited<ReturnType<Subscribers['list']>> = await subscribers.list(channelId, { state: null, text: null, before, limit: PAGE });
    const evidence = await imports.evidenceOf(page.subscribers.map(({ id }) => id));
    for (const subscriber of page.subscribers) yield rowOf(subscriber, evidence.get(subscriber.id)?.at(-1));
    before = page.next;
  } while (before !== null);
}

/** UTF-8 with the mark by which spreadsheet programs know it; newest first. */
export const exportSubscribers = (subscribers: Pick<Subscribers, 'list'>, imports: Pick<Imports, 'evidenceOf'>, channelId: number): Readable => {
  const file = stringify({ header: true, columns: COLUMNS, bom: true, escape_formulas: true, record_delimiter: 'windows' });
  const source = Readable.from(rows(subscribers, imports, channelId));
  source.on('error', (error) => file.destroy(error));
  // Whoever hangs up ends the reading as well.
  file.on('close', () => source.destroy());
  return source.pipe(file);
};
