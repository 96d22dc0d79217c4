/** Which activities take what from whom. An activity has to be live; who may send in is the team's switch, which takes hold at once. */
import type { Core } from '@strapi/strapi';

export type ActivityProblem = 'ACTIVITY_NOT_OPEN' | 'ACTIVITY_FOR_MEMBERS' | 'ACTIVITY_REQUIRED';

export const OPEN_TO = ['nobody', 'members', 'guests'] as const;
export type OpenTo = (typeof OPEN_TO)[number];

/** A live row to connect with. */
export interface LiveActivity {
  readonly documentId: string;
  readonly locale: string | null;
}

export interface Activities {
  /** `nobody` for what is not live, or not there. */
  openTo(documentId: string): Promise<OpenTo>;
  /** `null` where none is named and none is needed. */
  find(documentId: string | undefined, language: string | undefined, isGuest: boolean): Promise<LiveActivity | { readonly problem: ActivityProblem } | null>;
}

interface Row {
  readonly locale?: string | null;
  readonly publishedAt?: unknown;
  readonly submissionsFrom?: string | null;
}

/** An entry that is older than the switch takes what an activity takes unless somebody says otherwise. */
const switchOf = (rows: readonly Row[]): OpenTo => {
  if (rows.every(({ publishedAt }) => publishedAt == null)) return 'nobody';
  // The draft is what the team edits; of all languages, since the switch is one for them all.
  const said = (rows.find(({ publishedAt }) => publishedAt == null) ?? rows[0])?.submissionsFrom ?? 'members';
  return OPEN_TO.find((one) => one === said) ?? 'nobody';
};

export const createActivities = (strapi: Core.Strapi, uid: string): Activities => {
  const rowsOf = async (documentId: string): Promise<Row[]> => (await strapi.db.query(uid as never).findMany({ where: { documentId } as never, orderBy: { id: 'asc' } })) as Row[];

  return {
    openTo: async (documentId) => switchOf(await rowsOf(documentId)),
    async find(documentId, language, isGuest) {
      if (documentId === undefined) return isGuest ? { problem: 'ACTIVITY_REQUIRED' } : null;
      const rows = await rowsOf(documentId);
      const openTo = switchOf(rows);
      if (openTo === 'nobody') return { problem: 'ACTIVITY_NOT_OPEN' };
      if (isGuest && openTo !== 'guests') return { problem: 'ACTIVITY_FOR_MEMBERS' };
      const live = rows.filter(({ publishedAt }) => publishedAt != null);
      return { documentId, locale: (live.find(({ locale }) => locale === language) ?? live[0])?.locale ?? null };
    },
  };
};
