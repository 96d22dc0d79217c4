import type { Schema } from '@strapi/strapi';

import type { Art } from '../../covers';

export type Blocks = Schema.Attribute.BlocksValue;

export type Platform =
  | 'wechat_official'
  | 'wechat_group'
  | 'wecom'
  | 'weibo'
  | 'douyin'
  | 'zhihu'
  | 'xiaohongshu'
  | 'qq_group'
  | 'bilibili'
  | 'facebook'
  | 'instagram'
  | 'x'
  | 'telegram'
  | 'discord'
  | 'slack'
  | 'mastodon'
  | 'bluesky'
  | 'linkedin'
  | 'reddit'
  | 'email'
  | 'website';

/** The cover to generate, and the words for those who cannot see it. */
export interface SeedCover extends Art {
  alt: string;
}

export interface Tag {
  name: string;
}
