import type { Core } from '@strapi/strapi';

import { flag } from '../src/config/flags';
import { labels } from '../src/config/labels';
import { requiredSecrets } from '../src/config/secrets';

const EDITORIAL = { key: 'editorial', name: 'Editorial', quorum: 1, roles: ['cw-reviewer'] };
/** Lawyers and partners have no account here: a reviewer may give their vote to one of them. */
const BRAND = { key: 'brand', name: 'Brand and legal', quorum: 1, roles: ['cw-reviewer'], guests: true };

/** What may reach front ends is listed here; an attribute that is added later is not delivered until somebody decides so. */
const workflow = {
  types: {
    'api::post.post': {
      path: 'posts',
      title: 'title',
      slug: 'slug',
      review: [EDITORIAL, BRAND],
      checklist: [
        { field: 'title', min: 2, max: 120 },
        { field: 'slug' },
        { field: 'summary', min: 10, max: 300 },
        { field: 'body', min: 20 },
        { field: 'cover' },
        { field: 'tags', level: 'recommended' },
        { field: 'body', level: 'recommended', altText: true, links: true },
        { field: 'cover', level: 'recommended', altText: true },
        { field: 'gallery', level: 'recommended', altText: true },
      ],
      variables: ['title', 'summary', 'body', 'cover'],
      retrospectiveAfterDays: 14,
      unreviewed: ['planDate'],
      plan: 'planDate',
      delivery: {
        fields: ['title', 'slug', 'form', 'tone', 'topic', 'summary', 'body', 'cover', 'gallery', 'tags', 'activity', 'kols', 'trackedLinks', 'seo'],
        activity: 'activity',
        tags: 'tags',
      },
      distribution: { summary: 'summary', body: 'body', cover: 'cover', gallery: 'gallery', tags: 'tags', adaptations: 'platformAdaptations', links: 'trackedLinks', kols: 'kols' },
    },
    'api::activity.activity': {
      path: 'activities',
      title: 'title',
      slug: 'slug',
      review: [EDITORIAL, BRAND],
      checklist: [{ field: 'title', min: 2, max: 120 }, { field: 'slug' }, { field: 'theme' }, { field: 'phases' }, { field: 'cover', level: 'recommended' }],
      variables: ['title', 'cover'],
      // Who may send in takes hold at once, without another review of the activity.
      unreviewed: ['goal', 'targets', 'budget', 'contingencyPlan', 'ownerName', 'submissionsFrom'],
      span: { from: 'startsAt', to: 'endsAt', phases: 'phases' },
      retrospectiveAfterDays: 30,
      delivery: {
        fields: [
          'title',
          'slug',
          'theme',
          'emotionalHook',
          'summary',
          'phases',
          'placeKind',
          'place',
          'startsAt',
          'endsAt',
          'timezone',
          'participation',
          'rules',
          'interactions',
          'rewards',
          'cover',
          'kols',
        ],
      },
      distribution: { summary: 'summary', body: 'participation', cover: 'cover', kols: 'kols' },
    },
    'api::kol.kol': {
      path: 'kols',
      title: 'name',
      slug: 'slug',
      review: [BRAND],
      checklist: [{ field: 'name' }, { field: 'slug' }, { field: 'bio', level: 'recommended' }],
      unreviewed: ['cooperation'],
      delivery: { fields: ['name', 'slug', 'kind', 'bio', 'avatar', 'niches', 'socialAccounts'] },
    },
    'api::submission.submission': {
      path: 'submissions',
      title: 'title',
      cover: 'images',
      review: [{ key: 'moderation', name: 'Moderation', quorum: 1, roles: ['cw-moderator', 'cw-moderation-lead'] }],
      checklist: [{ field: 'title' }, { field: 'text', min: 2, max: 5000 }, { field: 'consentGiven', level: 'before-approval' }],
      edits: { review: 'lock', scheduled: 'lock' },
      rejectReasons: ['off-topic', 'spam', 'unfriendly', 'rights', 'false-information', 'illegal', 'minors', 'dangerous', 'duplicate', 'quality'],
      delivery: { fields: ['title', 'text', 'images', 'contributorName', 'activity'], activity: 'activity' },
    },
  },
};

type Env = Core.Config.Shared.ConfigParams['env'];

/** A new text is a new version; senders who agreed to an earlier one are asked again. */
const intake = (env: Env) => ({
  guestKey: env('GUEST_KEY') || null,
  activities: 'api::activity.activity',
  rightsStatement: {
    version: '2.1',
    text: {
      en: 'What I send in is my own work, and everybody who can be recognised in it agrees. I allow the team to publish it, shortened or cropped where needed, with the name that I give here. I can take it back for as long as nobody has decided about it.',
      'zh-Hans': '投稿内容为本人原创，画面中可辨认的人均已同意。我同意团队以我在此填写的署名发布该内容，必要时可删节或裁剪。在团队作出决定之前，我可以随时撤回。',
      'zh-Hant': '投稿內容為本人原創，畫面中可辨認的人均已同意。我同意團隊以我在此填寫的署名發布該內容，必要時可刪節或裁切。在團隊作出決定之前，我可以隨時撤回。',
    },
  },
});

/** What members send in becomes a post of the team, whose editors carry it on. */
const moderation = {
  submissions: 'api::submission.submission',
  adopt: { into: 'api::post.post', title: 'title', slug: 'slug', body: 'body', cover: 'cover', images: 'gallery', submission: 'submission', activity: 'activity' },
};

/** Where readers find pieces and short links, whether platforms are called at all, and which inner hosts they may be at. */
const distribution = (env: Env) => ({
  siteAddress: env('SITE_ADDRESS') || null,
  shortAddress: env('SHORT_ADDRESS') || null,
  concurrency: env.int('DISTRIBUTION_CONCURRENCY', 8),
  timeoutSeconds: env.int('DISTRIBUTION_TIMEOUT_SECONDS', 20),
  egress: { closed: flag('EGRESS_CLOSED', env('EGRESS_CLOSED'), false), allow: env.array('EGRESS_ALLOW', []).filter((host) => host !== '') },
});

/** Seconds in which a mail server begins to answer; one that takes longer is as good as away. */
const MAIL_PATIENCE_MS = 10_000;

/** Only on this machine does nobody listen on the way. */
const isOnThisMachine = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host);

/**
 * Strapi's own choice without one is to deliver mail from this machine to the receivers' servers, which few of them
 * accept. Here mail goes through the server that is named, or nowhere.
 */
const email = (env: Env) => ({
  config: {
    provider: 'nodemailer',
    providerOptions: {
      host: env('SMTP_HOST') || '127.0.0.1',
      port: env.int('SMTP_PORT', 587),
      secure: flag('SMTP_SECURE', env('SMTP_SECURE'), false),
      // Without it a server, or whoever stands in between, has the password in the clear by not offering STARTTLS.
      requireTLS: flag('SMTP_REQUIRE_TLS', env('SMTP_REQUIRE_TLS'), !isOnThisMachine(env('SMTP_HOST') || '127.0.0.1')),
      ...(env('SMTP_USERNAME') ? { auth: { user: env('SMTP_USERNAME'), pass: env('SMTP_PASSWORD', '') } } : {}),
      connectionTimeout: MAIL_PATIENCE_MS,
      greetingTimeout: MAIL_PATIENCE_MS,
      socketTimeout: 2 * MAIL_PATIENCE_MS,
    },
    settings: { defaultFrom: env('MAIL_FROM') || 'no-reply@localhost' },
  },
});

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  'content-workflow': { enabled: true, config: { ...workflow, moderation, intake: intake(env), guests: { labels: { en: labels.en, 'zh-Hans': labels['zh-Hans'], 'zh-Hant': labels.zh } }, role: env('ROLE', 'all'), jobs: { concurrency: env.int('WORKFLOW_CONCURRENCY', 4) }, distribution: distribution(env), shutdown: { noticeSeconds: env.int('SHUTDOWN_NOTICE_SECONDS', 0) }, clock: { enabled: env('WORKFLOW_CLOCK', 'on') !== 'off' }, notifications: { mail: Boolean(env('SMTP_HOST')), timezone: env('TEAM_TIMEZONE') || 'UTC' } } },
  email: email(env),
  'users-permissions': {
    config: { jwtSecret: requiredSecrets(process.env, { production: env('NODE_ENV') === 'production' }).jwtSecret },
  },
});

export default config;
