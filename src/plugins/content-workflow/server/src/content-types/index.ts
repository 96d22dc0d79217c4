/**
 * The engine's tables, hidden from the Content Manager. They are content types so that Strapi creates, migrates, exports
 * and imports them; they are read and written through the mappers in `tables.ts` only.
 *
 * Times are epoch milliseconds and structured values are JSON text: both read back the same from SQLite and PostgreSQL.
 */
export type Attribute = { readonly type: 'string' | 'text' | 'integer' | 'biginteger' | 'boolean'; readonly required?: boolean };
export interface Index {
  readonly name: string;
  readonly columns: readonly string[];
  readonly type?: 'unique';
}

const string = { type: 'string' } as const;
const text = { type: 'text' } as const;
const integer = { type: 'integer' } as const;
const time = { type: 'biginteger' } as const;
const flag = { type: 'boolean' } as const;

const table = (singularName: string, collectionName: string, attributes: Readonly<Record<string, Attribute>>, indexes: readonly Index[]) => ({
  schema: {
    kind: 'collectionType',
    collectionName,
    info: { singularName, pluralName: `${singularName}s`, displayName: `Workflow ${singularName}` },
    options: { draftAndPublish: false },
    pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
    // Strapi writes into the attribute objects, so no two columns may share one.
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, { ...attribute }])),
    indexes,
  },
});

const subject = { subjectUid: string, subjectId: string, subjectLocale: string } as const;

export default {
  piece: table(
    'piece',
    'cw_pieces',
    {
      ...subject,
      round: integer,
      state: string,
      context: text,
      machineVersion: integer,
      revision: integer,
      isCurrent: flag,
      title: text,
      titleSearch: text,
      authorId: string,
      assigneeId: string,
      dueAt: time,
      publishAt: time,
      openedAt: time,
      changedAt: time,
    },
    [
      { name: 'cw_pieces_key', columns: ['subject_uid', 'subject_id', 'subject_locale', 'round'], type: 'unique' },
      { name: 'cw_pieces_board', columns: ['is_current', 'state', 'changed_at'] },
      { name: 'cw_pieces_promise', columns: ['state', 'publish_at'] },
    ]
  ),
  history: table(
    'history',
    'cw_history',
    {
      pieceId: integer,
      revision: integer,
      event: string,
      fromState: string,
      toState: string,
      actorKind: string,
      actorId: string,
      actorName: string,
      permission: string,
      comment: text,
      detail: text,
      contentHash: string,
      at: time,
    },
    // One row a revision: a second writer of the same revision fails here even if everything above it were wrong.
    [{ name: 'cw_history_key', columns: ['piece_id', 'revision'], type: 'unique' }]
  ),
  snapshot: table('snapshot', 'cw_snapshots', { ...subject, contentHash: string, content: text, frozenAt: time }, [
    { name: 'cw_snapshots_key', columns: ['subject_uid', 'subject_id', 'subject_locale', 'content_hash'] },
  ]),
  edition: table(
    'edition',
    'cw_editions',
    {
      ...subject,
      editionKey: string,
      pieceId: integer,
      round: integer,
      contentHash: string,
      snapshotId: integer,
      slug: string,
      payload: text,
      etag: string,
      isLive: flag,
      wentLiveAt: time,
      firstPublishedAt: time,
      withdrawnAt: time,
    },
    [
      { name: 'cw_editions_slug', columns: ['subject_uid', 'slug', 'is_live'] },
      { name: 'cw_editions_newest', columns: ['subject_uid', 'is_live', 'went_live_at', 'id'] },
      { name: 'cw_editions_locale', columns: ['subject_uid', 'is_live', 'subject_locale', 'went_live_at', 'id'] },
      { name: 'cw_editions_subject', columns: ['subject_id', 'subject_locale', 'is_live'] },
      { name: 'cw_editions_piece', columns: ['piece_id'] },
    ]
  ),
  'edition-term': table('edition-term', 'cw_edition_terms', { editionId: integer, kind: string, value: string }, [
    { name: 'cw_edition_terms_value', columns: ['kind', 'value', 'edition_id'] },
    { name: 'cw_edition_terms_edition', columns: ['edition_id'] },
  ]),
  variant: table('variant', 'cw_variants', { pieceId: integer, key: string, label: string, overrides: text, contentHash: string, changedAt: time }, [
    { name: 'cw_variants_key', columns: ['piece_id', 'key'], type: 'unique' },
  ]),
  job: table(
    'job',
    'cw_jobs',
    { name: string, jobKey: string, payload: text, runAt: time, attempts: integer, state: string, lastError: text },
    [
      { name: 'cw_jobs_key', columns: ['job_key'], type: 'unique' },
      { name: 'cw_jobs_due', columns: ['state', 'run_at', 'id'] },
    ]
  ),
  alert: table('alert', 'cw_alerts', { pieceId: integer, code: string, message: text, detail: text, raisedAt: time, seenAt: time, seenBy: string }, [
    { name: 'cw_alerts_open', columns: ['seen_at', 'raised_at'] },
    { name: 'cw_alerts_piece', columns: ['piece_id'] },
  ]),
};
