import type { TestDatabase } from '../test-database';

/** A file without bytes in the media library: the content of a post, not its upload, is under test. Answers its id. */
export const addCover = async (database: TestDatabase): Promise<number> => {
  const columns = { document_id: 'crashcover', name: 'cover.jpg', hash: 'cover_hash', ext: '.jpg', mime: 'image/jpeg', size: 12.5, width: 1200, height: 675, url: '/uploads/cover.jpg', provider: 'local', folder_path: '/' };
  const names = Object.keys(columns);
  const db = await database.look();
  await db.all(`insert into files (${names.join()}) values (${names.map(() => '?').join()}) returning id`, ...Object.values(columns));
  const { id } = (await db.get('select max(id) as id from files')) ?? {};
  await db.close();
  return Number(id);
};
