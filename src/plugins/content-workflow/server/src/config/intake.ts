/** What members and guests send in, and what they agree to. The type that is written is `moderation.submissions`. */
import { z } from '@strapi/utils';

const perHour = (points: number) => z.int().min(1).default(points);

export const intake = z.strictObject({
  /** The type that a submission's `activity` points to. Its `submissionsFrom` says who may send in: "members", "guests" as well, or "nobody". */
  activities: z.string().min(1),
  /** What senders agree to. A new version is a new text: whoever sends names the version that they saw. */
  rightsStatement: z.strictObject({ version: z.string().min(1).max(40), text: z.record(z.string(), z.string().min(1)) }),
  /** Tells guests apart; `null`: the last of the application's keys does. Whoever changes it makes strangers of all of them. */
  guestKey: z.string().min(1).nullable().default(null),
  /** Members' own way into Strapi's media library, past quarantine. */
  memberUploads: z.enum(['refuse', 'allow']).default('refuse'),
  limits: z.strictObject({ senderPerHour: perHour(10), networkPerHour: perHour(300), everybodyPerHour: perHour(3_000), codesPerAddressPerHour: perHour(5), codesPerNetworkPerHour: perHour(60) }).prefault({}),
});

export type IntakeConfig = z.infer<typeof intake>;

/** What the intake writes; `imagesDigest` binds an approval to the pictures, which are no part of the entry while they are in quarantine. */
const SENT_ATTRIBUTES = ['title', 'text', 'links', 'language', 'contributorName', 'contributorEmail', 'member', 'source', 'consentGiven', 'rightsStatementVersion', 'imagesDigest', 'activity'] as const;

interface Attributes {
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Where the intake and the content types that exist do not fit each other. */
export const intakeProblems = (config: IntakeConfig | null, submissions: string | null, schemaOf: (uid: string) => Attributes | undefined): { readonly path: readonly string[]; readonly message: string }[] => {
  if (config === null) return [];
  if (submissions === null) return [{ path: ['moderation', 'submissions'], message: 'is missing, so what is sent in would be nothing' }];
  const missing = (uid: string, names: readonly string[], path: readonly string[]) => names.filter((name) => schemaOf(uid)?.attributes[name] === undefined).map((name) => ({ path, message: `"${uid}" has no attribute "${name}"` }));
  return [...missing(submissions, SENT_ATTRIBUTES, ['moderation', 'submissions']), ...missing(config.activities, ['submissionsFrom'], ['intake', 'activities'])];
};
