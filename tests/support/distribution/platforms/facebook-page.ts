/** The Graph API for a page as its documentation has it: photos that are not public yet, a post that shows them, errors with a code and a subcode. */
import { facebookPage } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/facebook-page';
import type { PlatformCase } from '../case';
import { aLongSource, aSource } from '../content';
import { startContractServer, type Reply } from '../contract-server';

const PAGE = '104857600000001';
const TOKEN = 'EAABsbCS1234567890PageTokenThatIsLongEnough';
const VERSION = '/v24.0';

const refused = (status: number, code: number, message: string, more: Readonly<Record<string, unknown>> = {}): Reply => ({ status, json: { error: { message, type: 'OAuthException', code, fbtrace_id: 'A1b2C3', ...more } } });

const ABSENT = refused(400, 100, "Unsupported delete request. Object with ID does not exist, cannot be loaded due to missing permissions", { error_subcode: 33 });

export const facebookPageCase: PlatformCase = {
  platform: 'facebook-page',
  adapter: facebookPage,
  delivery: 'direct',
  idempotency: 'none',
  source: aSource(),
  tooMuch: { source: aLongSource(63_300), code: 'too-long' },
  delayMs: 300_000,
  refusedCode: '506',
  start: async () => {
    const server = await startContractServer(({ messages, violation, remove }) => {
      const photos = new Set<string>();
      return {
        publishes: (method, path) => method === 'POST' && path === `${VERSION}/${PAGE}/feed`,
        answer: async (call) => {
          const { method, path, query, headers } = call;
          const node = path.replace(`${VERSION}/`, '');
          if (query.has('access_token')) violation('the token is in the address, where logs keep it');
          if (headers.authorization !== `Bearer ${TOKEN}`) return refused(400, 190, 'Invalid OAuth access token.');
          if (node === 'me') return { json: { id: PAGE, name: 'Spring walks' } };
          if (node === 'debug_token') return { json: { data: { is_valid: true, type: 'PAGE', expires_at: 0 } } };
          if (node === `${PAGE}/photos`) {
            const form = await call.form();
            if (form.get('published') !== 'false') violation('a photo would be public before its post');
            const source = form.get('source');
            if (!(source instanceof Blob) || source.size > 4_000_000) return refused(400, 324, 'Requires upload file');
            const id = String(900 + photos.size);
            photos.add(id);
            return { json: { id } };
          }
          const found = messages.find(({ id }) => node === id || node === `${id}/insights`);
          if (node.endsWith('/insights')) {
            const metrics = (query.get('metric') ?? '').split(',');
            return { json: { data: metrics.map((name, i) => ({ name, period: 'lifetime', values: [{ value: 40 + i }] })) } };
          }
          if (node !== `${PAGE}/feed`) {
            if (found === undefined) return ABSENT;
            if (method === 'DELETE') return { json: { success: remove(found.id) } };
            return { json: { id: found.id, reactions: { data: [], summary: { total_count: 7 } }, comments: { data: [], summary: { total_count: 2 } } } };
          }
          const form = await call.form();
          const message = String(form.get('message') ?? '');
          if (message.length > 63_206) violation('a message that is too long');
          if (message === '' && !form.has('link')) return refused(400, 100, 'message or link is required');
          for (const [name, value] of form) {
            if (!name.startsWith('attached_media[')) continue;
            const { media_fbid: id } = JSON.parse(String(value)) as { media_fbid: string };
            if (!photos.delete(id)) violation('a photo that was not uploaded, or is shown already');
          }
          messages.push({ id: `${PAGE}_${500 + messages.length}`, text: message, key: null });
          return { json: { id: messages.at(-1)?.id } };
        },
        faults: {
          'rate-limit': () => ({
            ...refused(400, 32, '(#32) Page request limit reached'),
            headers: { 'x-business-use-case-usage': JSON.stringify({ [PAGE]: [{ type: 'pages', call_count: 100, total_cputime: 20, total_time: 20, estimated_time_to_regain_access: 5 }] }) },
          }),
          'expired-token': () => refused(400, 190, 'Error validating access token: Session has expired', { error_subcode: 463 }),
          'refuse-content': () => refused(400, 506, `(#506) Duplicate status message (${TOKEN})`),
        },
      };
    });
    return { server, settings: { page: PAGE, graph: `${server.origin}${VERSION}` }, secrets: { token: TOKEN } };
  },
};
