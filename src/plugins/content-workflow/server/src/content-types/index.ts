/**
 * The engine's tables, hidden from the Content Manager. They are content types so that Strapi creates, migrates, exports
 * and imports them; they are read and written through the mappers in `tables.ts` only.
 *
 * Times are epoch milliseconds and structured values are JSON text: both read back the same from SQLite and PostgreSQL.
 */
import { distributionTables } from './distribution';
import { experimentTables } from './experiments';
import { intakeTables } from './intake';
import { moderationQueueTables } from './moderation-queue';
import { sanctionTables } from './sanctions';
import { screeningTables } from './screening';
import { countingTables } from './experiment-counting';
import { flag, integer, string, table, text, time } from './table';

export type { Attribute, Index } from './table';

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
      card: text,
      activityId: string,
      authorId: string,
      assigneeId: string,
      dueAt: time,
      planAt: time,
      publishAt: time,
      submittedAt: time,
      isSentBack: flag,
      openedAt: time,
      changedAt: time,
    },
    [
      { name: 'cw_pieces_key', columns: ['subject_uid', 'subject_id', 'subject_locale', 'round'], type: 'unique' },
      // A column of the board, newest change first: as it is, and for each filter that narrows it to a few.
      { name: 'cw_pieces_board', columns: ['is_current', 'state', 'changed_at', 'id'] },
      { name: 'cw_pieces_type', columns: ['is_current', 'state', 'subject_uid', 'changed_at', 'id'] },
      { name: 'cw_pieces_activity', columns: ['activity_id', 'is_current', 'state', 'changed_at', 'id'] },
      { name: 'cw_pieces_assignee', columns: ['assignee_id', 'is_current', 'state', 'changed_at', 'id'] },
      { name: 'cw_pieces_promise', columns: ['state', 'publish_at'] },
      // What is due first, in a stage and for one person; what has no date goes by its submission.
      { name: 'cw_pieces_queue', columns: ['is_current', 'state', 'due_at', 'submitted_at', 'id'] },
      { name: 'cw_pieces_tasks', columns: ['assignee_id', 'is_current', 'state', 'due_at', 'submitted_at', 'id'] },
      { name: 'cw_pieces_returned', columns: ['author_id', 'is_current', 'state', 'is_sent_back', 'due_at', 'submitted_at', 'id'] },
      // What is planned within a time, and what is not planned at all, newest change first.
      { name: 'cw_pieces_plan', columns: ['is_current', 'state', 'subject_uid', 'plan_at', 'changed_at', 'id'] },
      // The entries of a type in a language that are in a stage, without a look at their rows.
      { name: 'cw_pieces_stage', columns: ['subject_uid', 'subject_locale', 'is_current', 'state', 'subject_id'] },
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
  'guest-link': table(
    'guest-link',
    'cw_guest_links',
    {
      pieceId: integer,
      secretHash: string,
      contentHash: string,
      step: string,
      guest: string,
      askedById: string,
      askedByName: string,
      askedAt: time,
      expiresAt: time,
      revokedAt: time,
      answeredAt: time,
      approves: flag,
      answeredBy: string,
    },
    [
      { name: 'cw_guest_links_secret', columns: ['secret_hash'], type: 'unique' },
      { name: 'cw_guest_links_piece', columns: ['piece_id'] },
    ]
  ),
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
  comment: table(
    'comment',
    'cw_comments',
    {
      ...subject,
      round: integer,
      pieceId: integer,
      parentId: integer,
      contentHash: string,
      fieldPath: text,
      passage: text,
      body: text,
      authorKind: string,
      authorId: string,
      authorName: string,
      saidAt: time,
      editedAt: time,
      removedAt: time,
      resolvedAt: time,
    },
    [
      { name: 'cw_comments_piece', columns: ['piece_id', 'parent_id'] },
      { name: 'cw_comments_parent', columns: ['parent_id'] },
    ]
  ),
  // Append-only: an edited or removed comment keeps its earlier wording here.
  'comment-act': table('comment-act', 'cw_comment_acts', { commentId: integer, act: string, actorKind: string, actorId: string, actorName: string, earlier: text, at: time }, [
    { name: 'cw_comment_acts_comment', columns: ['comment_id', 'at'] },
  ]),
  notification: table(
    'notification',
    'cw_notifications',
    { personId: string, kind: string, pieceId: integer, cause: string, historyId: integer, actorKind: string, actorName: string, inAdmin: flag, at: time, readAt: time, forDigest: flag, mailId: integer },
    [
      // Whoever tells the same thing again finds it told.
      { name: 'cw_notifications_key', columns: ['person_id', 'cause', 'kind'], type: 'unique' },
      { name: 'cw_notifications_inbox', columns: ['person_id', 'in_admin', 'read_at', 'at'] },
      { name: 'cw_notifications_digest', columns: ['person_id', 'for_digest'] },
      { name: 'cw_notifications_piece', columns: ['piece_id', 'kind', 'cause'] },
      { name: 'cw_notifications_mail', columns: ['mail_id'] },
      { name: 'cw_notifications_age', columns: ['at'] },
    ]
  ),
  mail: table('mail', 'cw_mails', { personId: string, isDigest: flag, state: string, at: time, triedAt: time }, [{ name: 'cw_mails_age', columns: ['at'] }]),
  'notification-preference': table('notification-preference', 'cw_notification_preferences', { personId: string, choices: text, digestAt: string, timezone: string }, [
    { name: 'cw_notification_preferences_key', columns: ['person_id'], type: 'unique' },
  ]),
  setting: table('setting', 'cw_settings', { version: integer, changes: text, base: text, comment: text, actorKind: string, actorId: string, actorName: string, at: time }, [
    // Whoever comes second with the same version has not seen the first.
    { name: 'cw_settings_version', columns: ['version'], type: 'unique' },
  ]),
  feed: table('feed', 'cw_feeds', { personId: string, secretHash: string, madeAt: time, revokedAt: time }, [
    { name: 'cw_feeds_secret', columns: ['secret_hash'], type: 'unique' },
    { name: 'cw_feeds_person', columns: ['person_id'] },
  ]),
  ...countingTables,
  ...experimentTables,
  ...distributionTables,
  ...moderationQueueTables,
  ...sanctionTables,
  ...intakeTables,
  ...screeningTables,
};
