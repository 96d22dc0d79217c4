/**
 * Processes that start at the same time would create the same tables, roles and permissions twice. On PostgreSQL each one
 * waits until the one before it is up; a process that dies on the way lets go with its connection, and one whose machine is
 * lost within half a minute.
 */
import type { Core } from '@strapi/strapi';
import { Client } from 'pg';
import { isPostgres } from '../database';
import { clientConfig, doNotOutliveMe, schemaOf } from './postgres';

const BOOT_LOCK = 0x4358;

/** A wait that is worth a line in the log. */
const LONG_MS = 5_000;

/** Strapi tells nobody that every bootstrap is over; it sets a flag. */
const LOOK_MS = 25;

const locks = new WeakMap<Core.Strapi, { client: Client; timer: NodeJS.Timeout }>();

export const releaseBootLock = async (strapi: Core.Strapi): Promise<void> => {
  const held = locks.get(strapi);
  locks.delete(strapi);
  if (held === undefined) return;
  clearInterval(held.timer);
  await held.client.end().catch(() => undefined);
};

/** From just before the schema is synchronised until Strapi is loaded. */
export const startOneAfterAnother = (strapi: Core.Strapi): void => {
  strapi.hook('strapi::content-types.beforeSync').register(async () => {
    if (!isPostgres(strapi)) return;
    const client = new Client(clientConfig(strapi, 'start'));
    client.on('error', () => undefined);
    await client.connect();
    await doNotOutliveMe(client);
    const waiting = setTimeout(() => strapi.log.info('[content-workflow] waiting for another process that is starting'), LONG_MS);
    await client.query('select pg_advisory_lock($1, hashtext($2))', [BOOT_LOCK, schemaOf(strapi)]);
    clearTimeout(waiting);
    const timer = setInterval(() => void (strapi.isLoaded && releaseBootLock(strapi)), LOOK_MS);
    timer.unref();
    locks.set(strapi, { client, timer });
  });
};
