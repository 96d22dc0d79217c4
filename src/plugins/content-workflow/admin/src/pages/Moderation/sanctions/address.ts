import { PLUGIN_ID } from '../../../plugin-id';

const MODERATION = `/plugins/${PLUGIN_ID}/moderation`;

export const membersAddress = `${MODERATION}/members`;
export const memberAddress = (sender: string): string => `${membersAddress}/${encodeURIComponent(sender)}`;
export const appealsAddress = `${MODERATION}/appeals`;
export const appealAddress = (reference: string): string => `${appealsAddress}/${reference}`;
