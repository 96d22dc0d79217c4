import type { Schema, Struct } from '@strapi/strapi';

export interface MarketingBudgetLine extends Struct.ComponentSchema {
  collectionName: 'components_marketing_budget_lines';
  info: {
    description: 'One cost, planned and spent.';
    displayName: 'Budget line';
    icon: 'priceTag';
  };
  attributes: {
    actualAmount: Schema.Attribute.Decimal &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
    currency: Schema.Attribute.String &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 3;
      }>;
    item: Schema.Attribute.String &
      Schema.Attribute.Required &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 160;
      }>;
    kind: Schema.Attribute.Enumeration<['people', 'material', 'money']> &
      Schema.Attribute.Required;
    plannedAmount: Schema.Attribute.Decimal &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
  };
}

export interface MarketingCooperation extends Struct.ComponentSchema {
  collectionName: 'components_marketing_cooperations';
  info: {
    description: 'How the team works with this person. Never leaves the admin panel.';
    displayName: 'Cooperation';
    icon: 'handHeart';
  };
  attributes: {
    contact: Schema.Attribute.Text &
      Schema.Attribute.Private &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 500;
      }>;
    incentive: Schema.Attribute.Text &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 1000;
      }>;
    relationship: Schema.Attribute.Enumeration<
      ['prospect', 'contacted', 'negotiating', 'cooperating', 'paused', 'ended']
    > &
      Schema.Attribute.DefaultTo<'prospect'>;
    strategy: Schema.Attribute.Text &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 2000;
      }>;
  };
}

export interface MarketingInteraction extends Struct.ComponentSchema {
  collectionName: 'components_marketing_interactions';
  info: {
    description: 'A way for members to take part, with its rules.';
    displayName: 'Interaction';
    icon: 'discuss';
  };
  attributes: {
    entryConditions: Schema.Attribute.Text &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 1000;
      }>;
    incentive: Schema.Attribute.Text &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 500;
      }>;
    kind: Schema.Attribute.Enumeration<
      [
        'quiz',
        'vote',
        'topic',
        'lottery',
        'check_in',
        'challenge',
        'collection',
      ]
    > &
      Schema.Attribute.Required;
    name: Schema.Attribute.String &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 120;
      }>;
    rules: Schema.Attribute.Text &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 3000;
      }>;
  };
}

export interface MarketingPhase extends Struct.ComponentSchema {
  collectionName: 'components_marketing_phases';
  info: {
    description: 'Warm-up, live or closing: what happens from when to when.';
    displayName: 'Phase';
    icon: 'calendar';
  };
  attributes: {
    endsAt: Schema.Attribute.DateTime;
    kind: Schema.Attribute.Enumeration<['warm_up', 'live', 'closing']> &
      Schema.Attribute.Required;
    name: Schema.Attribute.String &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 120;
      }>;
    plan: Schema.Attribute.Text &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 3000;
      }>;
    startsAt: Schema.Attribute.DateTime;
  };
}

export interface MarketingPlatformAdaptation extends Struct.ComponentSchema {
  collectionName: 'components_marketing_platform_adaptations';
  info: {
    description: 'The piece as one platform wants it.';
    displayName: 'Platform adaptation';
    icon: 'paperPlane';
  };
  attributes: {
    note: Schema.Attribute.Text &
      Schema.Attribute.Private &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 500;
      }>;
    platform: Schema.Attribute.Enumeration<
      [
        'wechat_official',
        'wechat_group',
        'wecom',
        'feishu',
        'dingtalk',
        'weibo',
        'douyin',
        'zhihu',
        'xiaohongshu',
        'qq_group',
        'forum',
        'bilibili',
        'facebook',
        'instagram',
        'x',
        'telegram',
        'discord',
        'slack',
        'mastodon',
        'bluesky',
        'linkedin',
        'reddit',
        'email',
        'website',
      ]
    > &
      Schema.Attribute.Required;
    text: Schema.Attribute.Text &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 20000;
      }>;
    title: Schema.Attribute.String &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 200;
      }>;
  };
}

export interface MarketingReward extends Struct.ComponentSchema {
  collectionName: 'components_marketing_rewards';
  info: {
    description: 'What members can earn, how many there are and for what.';
    displayName: 'Reward';
    icon: 'gift';
  };
  attributes: {
    conditions: Schema.Attribute.Text &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 1000;
      }>;
    kind: Schema.Attribute.Enumeration<
      ['points', 'coupon', 'gift', 'benefit']
    > &
      Schema.Attribute.Required;
    name: Schema.Attribute.String &
      Schema.Attribute.Required &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 120;
      }>;
    quantity: Schema.Attribute.Integer &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
    value: Schema.Attribute.String &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 80;
      }>;
  };
}

export interface MarketingSocialAccount extends Struct.ComponentSchema {
  collectionName: 'components_marketing_social_accounts';
  info: {
    description: 'Where a person speaks, and to how many, on the day it was measured.';
    displayName: 'Social account';
    icon: 'user';
  };
  attributes: {
    followers: Schema.Attribute.Integer &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
    handle: Schema.Attribute.String &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 120;
      }>;
    measuredOn: Schema.Attribute.Date;
    platform: Schema.Attribute.Enumeration<
      [
        'wechat_official',
        'wechat_group',
        'wecom',
        'weibo',
        'douyin',
        'zhihu',
        'xiaohongshu',
        'qq_group',
        'bilibili',
        'facebook',
        'instagram',
        'x',
        'telegram',
        'discord',
        'linkedin',
        'reddit',
        'email',
        'website',
      ]
    > &
      Schema.Attribute.Required;
    source: Schema.Attribute.String &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 120;
      }>;
    url: Schema.Attribute.Text &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 2000;
      }>;
  };
}

export interface MarketingTarget extends Struct.ComponentSchema {
  collectionName: 'components_marketing_targets';
  info: {
    description: 'One measurable goal: from where, to where, by when.';
    displayName: 'Target';
    icon: 'chartPie';
  };
  attributes: {
    baseline: Schema.Attribute.Float;
    dueOn: Schema.Attribute.Date;
    metric: Schema.Attribute.Enumeration<
      [
        'impressions',
        'page_views',
        'reach',
        'shares',
        'likes',
        'comments',
        'participants',
        'participation_rate',
        'submissions',
        'clicks',
        'click_through_rate',
        'registrations',
        'purchases',
        'conversion_rate',
        'sales',
        'roi',
        'retention_rate',
        'churn_rate',
        'repeat_purchase_rate',
        'mentions',
        'satisfaction',
      ]
    > &
      Schema.Attribute.Required;
    targetValue: Schema.Attribute.Float & Schema.Attribute.Required;
    unit: Schema.Attribute.String &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 24;
      }>;
  };
}

export interface MarketingTrackedLink extends Struct.ComponentSchema {
  collectionName: 'components_marketing_tracked_links';
  info: {
    description: 'Where the piece leads; clicks on it are counted.';
    displayName: 'Tracked link';
    icon: 'cursor';
  };
  attributes: {
    kind: Schema.Attribute.Enumeration<
      ['shop', 'mini_program', 'qr', 'article']
    > &
      Schema.Attribute.Required &
      Schema.Attribute.DefaultTo<'shop'>;
    label: Schema.Attribute.String &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 120;
      }>;
    url: Schema.Attribute.Text &
      Schema.Attribute.Required &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 2000;
      }>;
  };
}

export interface SharedLink extends Struct.ComponentSchema {
  collectionName: 'components_shared_links';
  info: {
    description: 'A web address. Only http and https are taken, since it may come from a stranger.';
    displayName: 'Link';
    icon: 'link';
  };
  attributes: {
    label: Schema.Attribute.String &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 120;
      }>;
    url: Schema.Attribute.Text &
      Schema.Attribute.Required &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 2000;
      }>;
  };
}

export interface SharedSeo extends Struct.ComponentSchema {
  collectionName: 'components_shared_seos';
  info: {
    description: 'What search results and shared links show instead of the title and the summary.';
    displayName: 'Search engines';
    icon: 'search';
  };
  attributes: {
    metaDescription: Schema.Attribute.Text &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 160;
      }>;
    metaTitle: Schema.Attribute.String &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 70;
      }>;
    shareImage: Schema.Attribute.Media<'images'>;
  };
}

export interface SharedTag extends Struct.ComponentSchema {
  collectionName: 'components_shared_tags';
  info: {
    description: 'One word or phrase that readers and editors find things by.';
    displayName: 'Tag';
    icon: 'hashtag';
  };
  attributes: {
    name: Schema.Attribute.String &
      Schema.Attribute.Required &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 40;
      }>;
  };
}

declare module '@strapi/strapi' {
  export namespace Public {
    export interface ComponentSchemas {
      'marketing.budget-line': MarketingBudgetLine;
      'marketing.cooperation': MarketingCooperation;
      'marketing.interaction': MarketingInteraction;
      'marketing.phase': MarketingPhase;
      'marketing.platform-adaptation': MarketingPlatformAdaptation;
      'marketing.reward': MarketingReward;
      'marketing.social-account': MarketingSocialAccount;
      'marketing.target': MarketingTarget;
      'marketing.tracked-link': MarketingTrackedLink;
      'shared.link': SharedLink;
      'shared.seo': SharedSeo;
      'shared.tag': SharedTag;
    }
  }
}
