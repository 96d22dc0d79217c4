import { fileURLToPath } from 'node:url';

/** Built beside the server: a thread begins with a file of its own. */
export const workerFile = (): string => fileURLToPath(new URL('../screening-worker/index.js', import.meta.url));
