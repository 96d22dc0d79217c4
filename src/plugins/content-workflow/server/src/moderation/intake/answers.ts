/** How what was not taken is told. */
import type { ImageProblem } from '../images/rework';
import { refused, problem, type HttpContext } from '../../http/problem';
import { iso } from '../../jobs/clock';
import type { ActivityProblem } from './activities';
import type { NotTaken } from './service';

const IMAGES: Readonly<Record<ImageProblem, string>> = {
  empty: 'has no content',
  'type-not-taken': 'is no JPEG, PNG or WebP picture',
  'types-disagree': 'is not what it begins as',
  'too-many-pixels': 'has more than 40 million pixels',
  animated: 'moves; send a still picture',
  'carries-a-document': 'carries another document inside',
  damaged: 'is damaged or cut off',
  'took-too-long': 'could not be read in time',
};

const ACTIVITIES: Readonly<Record<ActivityProblem, readonly [status: 401 | 422, message: string, next: string]>> = {
  ACTIVITY_NOT_OPEN: [422, 'There is no such activity that takes submissions now.', 'Choose another activity.'],
  ACTIVITY_FOR_MEMBERS: [401, 'This activity takes submissions from members.', 'Log in and send it again.'],
  ACTIVITY_REQUIRED: [401, 'Without an activity only members send something in.', 'Name an activity that takes guests, or log in.'],
};

const seconds = (ms: number): string => String(Math.max(1, Math.ceil(ms / 1000)));

/** Long enough for some pictures to be done. */
const BUSY_SECONDS = 20;

export const tooOften = (ctx: HttpContext, waitMs: number): void => {
  ctx.set('Retry-After', seconds(waitMs));
  problem(ctx, 429, 'Too many requests.', { code: 'TOO_MANY_REQUESTS', next: `Wait ${seconds(waitMs)} seconds.` });
};

export const notTaken = (ctx: HttpContext, answer: NotTaken): void => {
  switch (answer.kind) {
    case 'key-reused':
      return problem(ctx, 422, 'Idempotency-Key: was used for something else', { code: 'IDEMPOTENCY_KEY_REUSED', field: 'Idempotency-Key', next: 'Send what is new with a new key.' });
    case 'sanctioned': {
      const { action, until } = answer.standing;
      return problem(ctx, 403, until === null ? 'This account may not send anything in.' : `This account may not send anything in before ${iso(until)}.`, { code: 'SENDER_SANCTIONED', action, until: until === null ? null : iso(until), next: 'Read why, and appeal, at /api/members/me/standing, or at the address that was mailed.' });
    }
    case 'too-often':
      return tooOften(ctx, answer.waitMs);
    case 'outdated':
      return problem(ctx, 422, 'rightsStatement: is not the current version', { code: 'RIGHTS_STATEMENT_OUTDATED', field: 'rightsStatement', current: answer.current, next: 'Show the current statement and ask again.' });
    case 'activity': {
      const [status, message, next] = ACTIVITIES[answer.problem];
      return problem(ctx, status, `activity: ${message}`, { code: answer.problem, field: 'activity', next });
    }
    case 'too-many-images':
      return problem(ctx, 400, 'images: are more than 9', { code: 'INPUT_INVALID', field: 'images', where: 'body', issues: [{ field: 'images', message: 'are more than 9' }] });
    case 'image-refused':
      return problem(ctx, 415, `images.${answer.index}: ${IMAGES[answer.problem]}`, { code: 'IMAGE_REFUSED', field: `images.${answer.index}`, reason: answer.problem, next: 'Send another picture, or leave it out.' });
    case 'image-unknown':
      return problem(ctx, 400, 'keepImages: names an image that is not there, or names it twice', { code: 'INPUT_INVALID', field: 'keepImages', where: 'body', issues: [{ field: 'keepImages', message: 'names an image that is not there, or names it twice' }] });
    case 'busy':
      ctx.set('Retry-After', String(BUSY_SECONDS));
      return problem(ctx, 503, 'Too many pictures are being read at this moment.', { code: 'BUSY', next: 'Send it again in a moment, with the same key.' });
    case 'not-open':
      return problem(ctx, 409, 'This has been decided, or is being decided at this moment.', { code: 'SUBMISSION_NOT_OPEN', state: answer.state, next: 'Look at its state.' });
    case 'conflict':
      return problem(ctx, 409, 'This was edited elsewhere.', { code: 'REVISION_CONFLICT', field: 'revision', revision: answer.revision, next: 'Look at what it says now, and edit that.' });
    case 'refused':
      return refused(ctx, answer.refusal);
  }
};
