import type { KeyList } from '../../components/shortcuts/ShortcutHelp';

export const REVIEW_KEYS: KeyList = [
  ['J', 'review.key.next'],
  ['K', 'review.key.previous'],
  ['A', 'review.key.approve'],
  ['R', 'review.key.requestChanges'],
  ['E', 'review.key.edit'],
  ['C', 'review.key.comment'],
  ['?', 'review.key.help'],
];
