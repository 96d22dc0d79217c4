'use strict';
/**
 * The PostgreSQL that tests may make databases in: `TEST_DATABASE_URL` names one, otherwise the local default port is asked.
 * Plain JavaScript and synchronous to its caller, because jest's configuration decides by it which projects there are.
 */
const { execFileSync } = require('node:child_process');

const DEFAULT_URL = 'postgres://postgres@127.0.0.1:5432/postgres';

const PROBE = `
  const { Client } = require('pg');
  const client = new Client({ connectionString: process.argv[1], connectionTimeoutMillis: 3000 });
  client.connect().then(() => client.query('select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user'))
    .then(({ rows }) => { process.stdout.write(rows[0].may ? 'yes' : 'no'); return client.end(); })
    .catch(() => process.exit(1));
`;

const probe = (/** @type {string} */ url) => {
  try {
    return execFileSync(process.execPath, ['-e', PROBE, url], { cwd: __dirname, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }) === 'yes';
  } catch {
    return false;
  }
};

/** The address of a server in which databases can be created, or `null`. Asked once a run: its processes inherit the answer. */
exports.postgresUrl = () => {
  if (process.env.TEST_DATABASE_FOUND === undefined) {
    const url = process.env.TEST_DATABASE_URL || DEFAULT_URL;
    process.env.TEST_DATABASE_FOUND = probe(url) ? url : '';
  }
  return process.env.TEST_DATABASE_FOUND || null;
};
