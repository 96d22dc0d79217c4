'use strict';
/**
 * A whole Strapi in a process of its own: what `npm start` runs, without the command line around it. Started by
 * `server.ts`, which it tells the port; it ends when its parent does.
 *
 * Plain JavaScript: a TypeScript loader would be in the way of every module that Strapi loads and add a second to a start.
 */
const { APP_DIR, DIST_DIR, SERVER_COMMANDS } = process.env;

// The application's own Strapi, wherever that application lies.
const { createStrapi } = require(require.resolve('@strapi/strapi', { paths: [APP_DIR] }));

process.on('disconnect', () => process.exit());

/** The commands of whoever started this process: a module whose functions get Strapi and an input. */
const commands = () => {
  if (SERVER_COMMANDS === undefined) return {};
  return SERVER_COMMANDS.endsWith('.ts') ? require('tsx/cjs/api').require(SERVER_COMMANDS, __filename) : require(SERVER_COMMANDS);
};

const answer = async (strapi, { id, command, input }) => {
  try {
    const run = commands()[command];
    if (run === undefined) throw new Error(`there is no command "${command}"`);
    process.send({ id, value: await run(strapi, input) });
  } catch (error) {
    process.send({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
};

const main = async () => {
  process.chdir(APP_DIR);
  const strapi = await createStrapi({ appDir: APP_DIR, distDir: DIST_DIR }).load();
  // Whatever has to be there before the first job runs.
  await commands().beforeServing?.(strapi);
  await strapi.start();
  process.on('message', (message) => void answer(strapi, message));
  process.send({ port: strapi.server.httpServer.address().port });
};

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
