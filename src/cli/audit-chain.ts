/** What `npm run integrity` asks and says of the record of moderation. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export type Verdict = { readonly intact: true; readonly rows: number; readonly head: Head | null } | { readonly intact: false; readonly rows: number; readonly seq: number; readonly problem: string };

const GIVEN = '--audit-head=';

/** The head that an earlier run has printed, as `--audit-head=<seq>:<hash>`; `undefined` where none is given. */
export const notedHead = (args: readonly string[]): Head | undefined => {
  const given = args.find((argument) => argument.startsWith(GIVEN));
  if (given === undefined) return undefined;
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(given.slice(GIVEN.length)) ?? [];
  if (hash === undefined) throw new Error(`${GIVEN}<seq>:<hash>, as an earlier run has printed it.`);
  return { seq: Number(seq), hash };
};

export const verdictLine = (verdict: Verdict): string =>
  verdict.intact ? `record of moderation: ${verdict.rows} rows, intact${verdict.head === null ? '' : `; head ${verdict.head.seq}:${verdict.head.hash}`}` : `AUDIT_BROKEN  record of moderation: row ${verdict.seq} is ${verdict.problem} [look]`;
