/** A process that is asked to stop takes no new connection, answers what it has begun, and is no longer ready meanwhile. */
import type { Core } from '@strapi/strapi';

/** Longer than any request of an editor takes; what hangs beyond it is cut off. */
const PATIENCE_MS = 10_000;

/** Kept-alive connections that fall idle are closed this often; the server ends when the last one is gone. */
const LOOK_MS = 20;

const leaving = new WeakSet<Core.Strapi>();

export const isLeaving = (strapi: Core.Strapi): boolean => leaving.has(strapi);

/** `noticeMs`: how long the balancer is given to see that this process is not ready before it closes its port. */
export const leave = async (strapi: Core.Strapi, noticeMs: number): Promise<void> => {
  leaving.add(strapi);
  const { httpServer } = strapi.server;
  if (!httpServer.listening) return;
  await new Promise((resolve) => setTimeout(resolve, noticeMs));
  await new Promise<void>((resolve) => {
    const closing = setInterval(() => httpServer.closeIdleConnections(), LOOK_MS);
    const patience = setTimeout(() => httpServer.closeAllConnections(), PATIENCE_MS);
    httpServer.close(() => {
      clearInterval(closing);
      clearTimeout(patience);
      resolve();
    });
  });
};
