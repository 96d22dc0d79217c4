/** Run as a process: starts an application over a new database, gives it its people, stops it and says which folder is the database's. */
import { startApp } from './app';

const main = async (): Promise<void> => {
  const app = await startApp();
  await app.close({ keep: true });
  process.stdout.write(`\n${app.folder}\n`);
  // Strapi leaves handles open that would keep the process.
  process.exit(0);
};

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
