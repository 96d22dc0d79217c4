/** After the last test of a project: its template goes. */
import { kindOf, templateOf, type Project } from './template';
import { openDatabase } from './test-database';

export default async (_asked: unknown, project: Project): Promise<void> => {
  const kind = kindOf(project);
  const folder = templateOf(kind);
  if (folder === null) return;
  if (kind === 'postgres') process.env.TEST_DATABASE = 'postgres';
  else delete process.env.TEST_DATABASE;
  await (await openDatabase(folder)).remove();
};
