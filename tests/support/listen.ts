import type { TestApp } from './app';

/**
 * Opens the server's port for the whole test. Supertest opens one for each request otherwise, and closes it under the
 * requests that run at the same time.
 */
export const listen = (app: TestApp): Promise<void> => new Promise((resolve) => app.strapi.server.httpServer.listen(0, '127.0.0.1', () => resolve()));
