/**
 * A server of the AT Protocol on loopback, with a directory of identities in memory; tests/real/README.md says how it is
 * installed. It is no dependency of the project: it weighs 250 MB. Started as `node pds.cjs`, it says where it listens.
 */
const { mkdirSync, mkdtempSync } = require('node:fs');
const { createServer, Server } = require('node:net');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { Database, PlcServer } = require('@did-plc/server');
const { envToCfg, envToSecrets, PDS, readEnv } = require('@atproto/pds');

// Both servers would listen to the whole network.
const { listen } = Server.prototype;
Server.prototype.listen = function onLoopback(port, ...rest) {
  return typeof port === 'number' ? listen.call(this, port, '127.0.0.1', ...rest.filter((argument) => typeof argument === 'function')) : listen.call(this, port, ...rest);
};

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const run = async () => {
  const [port, directory] = [await freePort(), await freePort()];
  const data = mkdtempSync(path.join(tmpdir(), 'pds-'));
  mkdirSync(path.join(data, 'blobs'));
  await PlcServer.create({ db: Database.mock(), port: directory }).start();
  Object.assign(process.env, {
    PDS_DEV_MODE: 'true',
    PDS_HOSTNAME: 'localhost',
    PDS_PORT: String(port),
    PDS_DATA_DIRECTORY: data,
    PDS_BLOBSTORE_DISK_LOCATION: path.join(data, 'blobs'),
    PDS_DID_PLC_URL: `http://127.0.0.1:${directory}`,
    PDS_SERVICE_HANDLE_DOMAINS: '.test',
    PDS_INVITE_REQUIRED: 'false',
    PDS_RATE_LIMITS_ENABLED: 'false',
    PDS_CRAWLERS: '',
    // Nothing of it is kept.
    PDS_JWT_SECRET: 'for tests on loopback, and for nothing else',
    PDS_DPOP_SECRET: 'c'.repeat(64),
    PDS_ADMIN_PASSWORD: 'for-tests-only',
    PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX: '1'.repeat(64),
  });
  const env = readEnv();
  const pds = await PDS.create(envToCfg(env), envToSecrets(env));
  await pds.start();
  process.stdout.write(`BLUESKY_PDS_URL=http://127.0.0.1:${port}\n`);
};

run().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
