export { activities } from './activities';
export { kols } from './kols';
export { members, people } from './people';
export { posts } from './posts';
export { retrospectives } from './retrospectives';
export { reviewComments } from './review-comments';
export { showcase } from './showcase';
export { submissions } from './submissions';
export type * from './types';
