import type { Core } from '@strapi/strapi';

import { requiredSecrets } from '../src/config/secrets';

const EDITORIAL = { key: 'editorial', name: 'Editorial', quorum: 1, roles: ['cw-reviewer'] };
const BRAND = { key: 'brand', name: 'Brand and legal', quorum: 1, roles: ['cw-reviewer'] };

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
      ],
      variables: ['title', 'summary', 'body', 'cover'],
      retrospectiveAfterDays: 14,
      unreviewed: ['planDate'],
      delivery: {
        fields: ['title', 'slug', 'form', 'tone', 'topic', 'summary', 'body', 'cover', 'gallery', 'tags', 'activity', 'kols', 'trackedLinks', 'seo'],
        activity: 'activity',
        tags: 'tags',
      },
    },
    'api::activity.activity': {
      path: 'activities',
      title: 'title',
      slug: 'slug',
      review: [EDITORIAL, BRAND],
      checklist: [{ field: 'title', min: 2, max: 120 }, { field: 'slug' }, { field: 'theme' }, { field: 'phases' }, { field: 'cover', level: 'recommended' }],
      variables: ['title', 'cover'],
      unreviewed: ['goal', 'targets', 'budget', 'contingencyPlan', 'ownerName'],
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
      review: [{ key: 'moderation', name: 'Moderation', quorum: 1, roles: ['cw-moderator'] }],
      checklist: [{ field: 'title' }, { field: 'text', min: 2, max: 5000 }, { field: 'consentGiven', level: 'before-approval' }],
      edits: { review: 'lock', scheduled: 'lock' },
      rejectReasons: ['off-topic', 'spam', 'unfriendly', 'rights', 'false-information', 'illegal', 'minors', 'dangerous', 'duplicate', 'quality'],
      delivery: { fields: ['title', 'text', 'images', 'contributorName', 'activity'], activity: 'activity' },
    },
  },
};

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  'content-workflow': { enabled: true, config: { ...workflow, clock: { enabled: env('WORKFLOW_CLOCK', 'on') !== 'off' } } },
  'users-permissions': {
    config: { jwtSecret: requiredSecrets(process.env, { production: env('NODE_ENV') === 'production' }).jwtSecret },
  },
});

export default config;
