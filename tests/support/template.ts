/**
 * A database as a first start leaves it, with people in every role. Making one takes longer than many a test, so a run of all
 * files makes it once for each kind of database and gives each file a copy.
 */
const VARIABLE = { sqlite: 'TEST_TEMPLATE_SQLITE', postgres: 'TEST_TEMPLATE_POSTGRES' } as const;

export type Kind = keyof typeof VARIABLE;

/** What is looked at of a project of jest's configuration. */
export interface Project {
  readonly displayName?: { readonly name: string };
}

export const kindOf = ({ displayName }: Project): Kind => (displayName?.name.endsWith('-postgres') === true ? 'postgres' : 'sqlite');

/** The folder of the template's database; `null` where this run has none. */
export const templateOf = (kind: Kind): string | null => process.env[VARIABLE[kind]] ?? null;

/** Processes that are started from here on find it there. */
export const nameTemplate = (kind: Kind, folder: string): void => void (process.env[VARIABLE[kind]] = folder);
