import type { KeyList } from '../../../components/shortcuts/ShortcutHelp';

export const QUEUE_KEYS: KeyList = [
  ['J', 'moderation.key.next'],
  ['K', 'moderation.key.previous'],
  ['C', 'moderation.key.claim'],
  ['A', 'moderation.key.adopt'],
  ['R', 'moderation.key.return'],
  ['X', 'moderation.key.reject'],
  ['E', 'moderation.key.escalate'],
  ['I', 'moderation.key.ignore'],
  ['S', 'moderation.key.select'],
  ['?', 'review.key.help'],
];
