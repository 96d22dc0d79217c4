/** Compares what people were told with what the database holds, reading it from outside. */
import { storedJobsIn } from '../stored-jobs';
import { onPostgres, type Looker, type Row } from '../test-database';
import type { Ledger } from './ledger';

const at = (row: Row, column: string): string => String(row[column] ?? '');

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

const LAW = { whole: 'the database is whole', told: 'what was acknowledged is in the history once', chain: 'every history is contiguous', edits: 'every acknowledged edit is there', approved: 'nothing is live without an approval', live: 'readers are served what is live', due: 'what was due is done once', jobs: 'no job is left behind' } as const;

export type Law = (typeof LAW)[keyof typeof LAW];
export type Audit = Readonly<Record<Law, readonly string[]>>;

/** Violations by law; each list is empty when the law held. `now` is the time at which nothing may be overdue. */
export const audit = async (db: Looker, ledger: Ledger, now: number): Promise<Audit> => {
  const found: Record<Law, string[]> = Object.fromEntries(Object.values(LAW).map((law) => [law, []])) as never;
  const blame = (law: Law, what: string): void => void found[law].push(what);

  // PostgreSQL recovers by itself or does not start; a SQLite file is asked.
  const check = onPostgres() ? ['ok'] : (await db.all('pragma integrity_check')).map((row) => Object.values(row).join());
  if (check.join() !== 'ok') blame(LAW.whole, check.join());

  const pieces = await db.all('select * from cw_pieces');
  const history = grouped(await db.all('select * from cw_history order by piece_id, revision'), (row) => at(row, 'piece_id'));
  const editions = await db.all('select * from cw_editions');
  const jobs = await storedJobsIn(db);

  for (const { pieceId, revision, event, state } of ledger.events) {
    const rows = (history.get(String(pieceId)) ?? []).filter((row) => row.revision === revision);
    if (rows.length !== 1 || rows[0]?.event !== event || rows[0]?.to_state !== state) blame(LAW.told, `piece ${pieceId} revision ${revision}: ${event} -> ${state}, found ${rows.map((r) => `${r.event} -> ${r.to_state}`).join() || 'nothing'}`);
  }
  const known = new Set(pieces.map((row) => at(row, 'subject_id')));
  for (const documentId of ledger.documents) if (!known.has(documentId)) blame(LAW.told, `document ${documentId} was created and has no piece`);

  for (const piece of pieces) {
    const rows = history.get(String(piece.id)) ?? [];
    const name = `piece ${piece.id}`;
    rows.forEach((row, i) => {
      if (row.revision !== i + 1) blame(LAW.chain, `${name}: revision ${row.revision} at place ${i + 1}`);
      if (i > 0 && row.from_state !== rows[i - 1]?.to_state) blame(LAW.chain, `${name} revision ${row.revision}: from ${row.from_state} after ${rows[i - 1]?.to_state}`);
    });
    const last = rows.at(-1);
    if (last === undefined || last.revision !== piece.revision || last.to_state !== piece.state) blame(LAW.chain, `${name}: ${piece.state} at ${piece.revision}, its history ends with ${last?.to_state} at ${last?.revision}`);
  }
  for (const [documentId, rounds] of grouped(pieces, (row) => at(row, 'subject_id'))) {
    const current = rounds.filter((row) => row.is_current === 1);
    const newest = Math.max(...rounds.map((row) => Number(row.round)));
    if (current.length !== 1 || current[0]?.round !== newest || rounds.length !== newest) blame(LAW.chain, `document ${documentId}: rounds ${rounds.map((r) => `${r.round}${r.is_current === 1 ? '*' : ''}`).join()}`);
  }

  const drafts = new Map((await db.all('select document_id, title from posts where published_at is null')).map((row) => [at(row, 'document_id'), at(row, 'title')]));
  const changes = grouped([...history.values()].flat().filter((row) => row.event === 'CONTENT_CHANGED'), (row) => at(pieces.find((p) => p.id === row.piece_id) ?? {}, 'subject_id'));
  for (const [documentId, edits] of grouped(ledger.edits, (edit) => edit.documentId)) {
    const lastTold = edits.findLastIndex((edit) => edit.acknowledged);
    const possible = edits.slice(Math.max(lastTold, 0)).map((edit) => edit.title);
    const title = drafts.get(documentId) ?? '(no draft)';
    if (lastTold >= 0 && !possible.includes(title)) blame(LAW.edits, `document ${documentId} says "${title}", possible ${possible.join(' | ')}`);
    const told = edits.filter((edit) => edit.acknowledged).length;
    const noticed = changes.get(documentId)?.length ?? 0;
    if (noticed < told || noticed > edits.length) blame(LAW.edits, `document ${documentId}: ${told} to ${edits.length} edits, ${noticed} noticed`);
  }

  /** A round goes live once a publication; taken down and reopened, it can do so again. */
  const publicationsOf = (pieceId: unknown): Row[] => (history.get(String(pieceId)) ?? []).filter((row) => row.to_state === 'published' && row.from_state !== 'published');
  const sealOf = (pieceId: unknown): string | undefined => (JSON.parse(at(pieces.find((p) => p.id === pieceId) ?? {}, 'context') || '{}') as { seal?: { hash?: string } }).seal?.hash;
  for (const edition of editions) {
    const name = `edition ${edition.id} of piece ${edition.piece_id}`;
    const rows = history.get(String(edition.piece_id)) ?? [];
    const causes = publicationsOf(edition.piece_id).filter((row) => (JSON.parse(at(row, 'detail')) as { edition?: string }).edition === edition.edition_key);
    const cause = causes[0];
    if (causes.length !== 1 || cause === undefined) {
      blame(LAW.approved, `${name}: ${causes.length} events of the history put it live`);
      continue;
    }
    if (edition.is_live === 1 && sealOf(edition.piece_id) !== edition.content_hash) blame(LAW.approved, `${name} is live and is not what the seal says`);
    const before = rows.slice(0, Number(cause.revision) - 1);
    const submitted = before.findLastIndex((r) => r.event === 'SUBMIT');
    const approvals = before.slice(Math.max(submitted, 0)).filter((r) => r.event === 'APPROVE');
    if (submitted < 0 || new Set(approvals.map((r) => r.actor_id)).size < 2) blame(LAW.approved, `${name}: approved by ${approvals.length}`);
    if ([cause, before[submitted], ...approvals].some((r) => r?.content_hash !== edition.content_hash)) blame(LAW.approved, `${name}: other content was approved`);
  }

  const publications = pieces.flatMap((piece) => publicationsOf(piece.id));
  if (publications.length !== editions.length) blame(LAW.due, `${publications.length} publications, ${editions.length} editions`);
  const servedNow = grouped(editions.filter((row) => row.is_live === 1), (row) => at(row, 'subject_id'));
  const liveNow = grouped(await db.all('select document_id, title from posts where published_at is not null'), (row) => at(row, 'document_id'));
  for (const [documentId, served] of servedNow) {
    const live = liveNow.get(documentId) ?? [];
    const title = (JSON.parse(at(served[0] ?? {}, 'payload')) as { title?: string }).title;
    if (served.length !== 1 || live.length !== 1 || live[0]?.title !== title) blame(LAW.live, `document ${documentId}: ${served.length} editions ("${title}"), ${live.length} live rows ("${live[0]?.title}")`);
  }
  for (const documentId of liveNow.keys()) if (!servedNow.has(documentId)) blame(LAW.live, `document ${documentId} is live without an edition`);

  for (const piece of pieces) {
    const rows = history.get(String(piece.id)) ?? [];
    for (const [promise, kept] of grouped(rows.filter((row) => row.event === 'DUE'), (row) => String((JSON.parse(at(row, 'detail')) as { scheduleId?: string }).scheduleId)))
      if (kept.length > 1) blame(LAW.due, `the promise ${promise} of piece ${piece.id} fell due ${kept.length} times`);
    if (piece.state === 'held' && (JSON.parse(at(piece, 'context')) as { held?: unknown }).held == null) blame(LAW.due, `piece ${piece.id} is held without a reason`);
    if (piece.state === 'scheduled' && Number(piece.publish_at) <= now) blame(LAW.due, `piece ${piece.id} waits for ${new Date(Number(piece.publish_at)).toISOString()}`);
    rows.forEach((row) => {
      if (row.event !== 'DUE') return;
      const promise = rows.slice(0, Number(row.revision) - 1).findLast((r) => r.event === 'SCHEDULE' || r.event === 'RESCHEDULE');
      const publishAt = (JSON.parse(at(promise ?? {}, 'detail') || '{}') as { publishAt?: string }).publishAt;
      if (publishAt === undefined || Number(row.at) < Date.parse(publishAt)) blame(LAW.due, `piece ${piece.id} went out before its time`);
    });
  }

  for (const job of jobs) {
    if (job.failed) blame(LAW.jobs, `${job.key} has failed`);
    else if (job.runAt <= now) blame(LAW.jobs, `${job.key} is overdue since ${now - job.runAt} ms`);
  }
  for (const piece of pieces.filter((p) => p.state === 'scheduled')) if (!jobs.some((job) => job.key === `due:${piece.id}`)) blame(LAW.jobs, `piece ${piece.id} is scheduled and has no job`);

  return found;
};
