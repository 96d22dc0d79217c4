/** Distribution: where pieces go, what was sent there, and what came of it. */
import { integer, number, string, table, text, time } from './table';

const subject = { subjectUid: string, subjectId: string, subjectLocale: string } as const;
const by = { byKind: string, byId: string, byName: string } as const;

export const distributionTables = {
  channel: table(
    'channel',
    'cw_channels',
    {
      key: string,
      name: string,
      platform: string,
      // The account, group or page, as people know it.
      account: string,
      // Document ids, or names, of the communities it reaches.
      communities: text,
      settings: text,
      // Encrypted; nothing of it is ever answered or logged.
      secrets: text,
      tokens: text,
      // What short links of this channel are derived from.
      linkSeed: string,
      // active, paused, unauthorized
      status: string,
      // The circuit breaker: failures in a row, and until when nothing is tried.
      failures: integer,
      openUntil: time,
      // What the platform asked for after being called too often.
      blockedUntil: time,
      expiresAt: time,
      testedAt: time,
      testResult: text,
      revision: integer,
      connectedAt: time,
      changedAt: time,
    },
    [{ name: 'cw_channels_key', columns: ['key'], type: 'unique' }]
  ),
  'distribution-plan': table(
    'distribution-plan',
    'cw_distribution_plans',
    { pieceId: integer, channelId: integer, timing: text, ...by, changedAt: time },
    [{ name: 'cw_distribution_plans_key', columns: ['piece_id', 'channel_id'], type: 'unique' }]
  ),
  // Every version of an activity's plan; the last one counts.
  'distribution-template': table('distribution-template', 'cw_distribution_templates', { activityId: string, revision: integer, rows: text, ...by, changedAt: time }, [
    { name: 'cw_distribution_templates_version', columns: ['activity_id', 'revision'], type: 'unique' },
  ]),
  // What was approved to be sent to a channel, of one version of the content.
  rendition: table(
    'rendition',
    'cw_renditions',
    { pieceId: integer, channelId: integer, contentHash: string, hash: string, rendered: text, how: string, ...by, sealedAt: time },
    [{ name: 'cw_renditions_key', columns: ['piece_id', 'channel_id', 'content_hash', 'hash'], type: 'unique' }]
  ),
  delivery: table(
    'delivery',
    'cw_deliveries',
    {
      key: string,
      editionId: integer,
      pieceId: integer,
      channelId: integer,
      renditionId: integer,
      state: string,
      // Epoch milliseconds: when it is due, or looked at again.
      dueAt: time,
      plannedAt: time,
      prepared: text,
      refId: text,
      url: text,
      code: string,
      message: text,
      attempts: integer,
      evidence: text,
      // Not publishedAt: that column is Strapi's own, and of another type.
      publicAt: time,
      openedAt: time,
      changedAt: time,
    },
    [
      { name: 'cw_deliveries_once', columns: ['edition_id', 'channel_id'], type: 'unique' },
      { name: 'cw_deliveries_key', columns: ['key'], type: 'unique' },
      { name: 'cw_deliveries_piece', columns: ['piece_id', 'id'] },
      { name: 'cw_deliveries_board', columns: ['state', 'changed_at', 'id'] },
      { name: 'cw_deliveries_channel', columns: ['channel_id', 'state', 'changed_at', 'id'] },
      // By when it came out, else by when it is due, else by when it was.
      { name: 'cw_deliveries_time', columns: ['public_at', 'due_at', 'planned_at', 'id'] },
    ]
  ),
  // Append-only but for the end of a row: written before the call that it is about.
  attempt: table(
    'attempt',
    'cw_attempts',
    { deliveryId: integer, channelId: integer, number: integer, phase: string, startedAt: time, endedAt: time, outcome: string, code: string, answer: text, ...by },
    [
      { name: 'cw_attempts_delivery', columns: ['delivery_id', 'id'] },
      { name: 'cw_attempts_window', columns: ['channel_id', 'phase', 'started_at'] },
    ]
  ),
  'short-link': table(
    'short-link',
    'cw_short_links',
    { code: string, target: text, channelId: integer, ...subject, variant: string, kol: string, label: string, madeAt: time },
    [
      { name: 'cw_short_links_code', columns: ['code'], type: 'unique' },
      { name: 'cw_short_links_subject', columns: ['subject_id', 'channel_id'] },
    ]
  ),
  // Sums by the day (UTC): nothing about who clicked.
  'link-click': table('link-click', 'cw_link_clicks', { linkId: integer, day: string, kind: string, clicks: integer }, [{ name: 'cw_link_clicks_key', columns: ['link_id', 'day', 'kind'], type: 'unique' }]),
  // Append-only snapshots: the newest of a metric counts.
  'delivery-metric': table('delivery-metric', 'cw_delivery_metrics', { deliveryId: integer, metric: string, value: number, source: string, note: text, ...by, readAt: time, at: time }, [
    { name: 'cw_delivery_metrics_newest', columns: ['delivery_id', 'metric', 'id'] },
  ]),
  // `token` names a subscriber in links, which are signed; `consent` is what was agreed to, and where.
  subscriber: table(
    'subscriber',
    'cw_subscribers',
    { channelId: integer, address: string, addressKey: string, language: string, state: string, token: string, consent: text, softBounces: integer, askedAt: time, confirmedAt: time, endedAt: time, endedBecause: string, changedAt: time },
    [
      { name: 'cw_subscribers_address', columns: ['channel_id', 'address_key'], type: 'unique' },
      { name: 'cw_subscribers_state', columns: ['channel_id', 'state', 'id'] },
      { name: 'cw_subscribers_token', columns: ['token'], type: 'unique' },
    ]
  ),
  // Where the consent of an import comes from, and who was added by it. Rows are added and never changed; what names a person stands with the subscriber alone.
  'subscriber-import': table('subscriber-import', 'cw_subscriber_imports', { importKey: string, channelId: integer, basis: string, source: string, obtainedOn: string, statement: text, byId: string, byName: string, at: time, added: integer }, [
    { name: 'cw_subscriber_imports_key', columns: ['import_key'], type: 'unique' },
    { name: 'cw_subscriber_imports_channel', columns: ['channel_id', 'id'] },
  ]),
  'subscriber-evidence': table('subscriber-evidence', 'cw_subscriber_evidence', { importId: integer, subscriberId: integer, line: integer }, [{ name: 'cw_subscriber_evidence_once', columns: ['subscriber_id', 'import_id'], type: 'unique' }]),
  // Delivery 0 is the letter that asks for a confirmation.
  mailing: table(
    'mailing',
    'cw_mailings',
    { deliveryId: integer, subscriberId: integer, messageId: string, state: string, attempts: integer, code: string, dueAt: time, startedAt: time, endedAt: time },
    [
      { name: 'cw_mailings_once', columns: ['delivery_id', 'subscriber_id'], type: 'unique' },
      { name: 'cw_mailings_state', columns: ['delivery_id', 'state', 'due_at', 'id'] },
      { name: 'cw_mailings_message', columns: ['message_id'] },
    ]
  ),
  // `asked`: what is wanted and not verified yet; what is in force goes on meanwhile. Subscription 0 of a notice is the channel's other hub.
  'hub-subscription': table(
    'hub-subscription',
    'cw_hub_subscriptions',
    { channelId: integer, topic: string, callback: text, callbackKey: string, secret: text, state: string, asked: text, failures: integer, leaseUntil: time, changedAt: time },
    [{ name: 'cw_hub_subscriptions_key', columns: ['topic', 'callback_key'], type: 'unique' }]
  ),
  'hub-notice': table('hub-notice', 'cw_hub_notices', { deliveryId: integer, subscriptionId: integer, state: string, attempts: integer, code: string, dueAt: time, endedAt: time }, [
    { name: 'cw_hub_notices_once', columns: ['delivery_id', 'subscription_id'], type: 'unique' },
    { name: 'cw_hub_notices_state', columns: ['delivery_id', 'state', 'due_at', 'id'] },
  ]),
};
