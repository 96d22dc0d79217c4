/** Strapi lets a read-only API token reach a handler by its name, so the names have to keep their promise. */
import { adminEndpoints, apiEndpoints } from '../../src/plugins/content-workflow/server/src/routes';

const looksReadOnly = /find(One)?$/;
const rows = [...adminEndpoints, ...apiEndpoints];

test('a handler whose name a read-only token may call only reads', () => {
  expect(rows.filter(({ handler, method }) => looksReadOnly.test(handler) && method !== 'GET').map(({ method, path, handler }) => `${method} ${path} "${handler}" writes`)).toEqual([]);
});

/** These tell of drafts and of who works on them: a token has to be given them by name. */
const CONFIDENTIAL = ['distribution.inspect', 'deliveries.list', 'deliveries.inspect', 'deliveries.picture', 'deliveries.pictures'];

test('every public read that tells of nothing confidential has a name that a read-only token may call', () => {
  const unreachable = apiEndpoints.filter(({ access, handler, method }) => access.kind === 'public-api' && method === 'GET' && !looksReadOnly.test(handler) && !CONFIDENTIAL.includes(handler));
  expect(unreachable.map(({ path, handler }) => `GET ${path} "${handler}" is out of reach`)).toEqual([]);
});
