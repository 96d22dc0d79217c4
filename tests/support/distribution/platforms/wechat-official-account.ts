/**
 * WeChat's Official Accounts as their documentation has them: stable tokens, permanent material, drafts whose pictures have
 * to be WeChat's own, publications that are handed in first and public later, errors behind a status of 200.
 */
import { wechatOfficialAccount } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/wechat-official-account';
import type { PlatformCase } from '../case';
import { aParagraph, aPicture, aSource } from '../content';
import { startContractServer, type Call, type Reply, type StartedServer, type Tools } from '../contract-server';
import { record } from './reading';

const APP_ID = 'wx0123456789abcdef';
const APP_SECRET = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';

interface Draft {
  readonly id: string;
  readonly article: Readonly<Record<string, unknown>>;
}

interface Task {
  readonly draft: Draft;
  /** Calls until WeChat is done with it. */
  looks: number;
  articleId: string | null;
}

export interface WechatWorld {
  /** False for an account of a person, or one that was not verified. */
  mayPublish: boolean;
  /** What a person does in the console. */
  publishByHand(): void;
  deleteDrafts(): void;
  /** What freepublish/get says of the next publication that is done, in the place of 0. */
  ending: number;
  /** So many calls until a publication is done. */
  looks: number;
  forced: number;
  readonly drafts: readonly Draft[];
}

const said = (errcode: number, errmsg: string): Reply => ({ json: { errcode, errmsg } });
const count = (text: unknown): number => [...String(text ?? '')].length;

const isPicture = (bytes: Buffer): boolean => (bytes[0] === 0xff && bytes[1] === 0xd8) || bytes.subarray(1, 4).toString() === 'PNG';

/** What WeChat refuses of an article, or `null`; what it takes out in silence is a violation. */
const refusedArticle = (article: Readonly<Record<string, unknown>>, materials: ReadonlySet<string>, addresses: ReadonlySet<string>, violation: Tools['violation']): Reply | null => {
  const content = String(article.content ?? '');
  if (count(article.title) === 0 || count(article.title) > 32) return said(45003, 'title size out of limit');
  if (count(article.author) > 16) return said(45110, 'author size out of limit');
  if (count(article.digest) > 128) return said(45004, 'description size out of limit');
  if (count(content) >= 20_000 || Buffer.byteLength(content) >= 1_000_000) return said(45002, 'content size out of limit');
  if (!materials.has(String(article.thumb_media_id))) return said(40007, 'invalid media_id');
  for (const [, address] of content.matchAll(/src="([^"]*)"/g)) if (!addresses.has(String(address))) violation(`a picture of another site is taken out: ${String(address)}`);
  if (/<script|\son\w+\s*=/i.test(content.replace(/"[^"]*"/g, '""'))) violation('scripts are taken out');
  if (/<a\s/i.test(content)) violation('links to other sites are taken out');
  return null;
};

export const startWechat = async (): Promise<{ readonly server: StartedServer; readonly world: WechatWorld; readonly settings: unknown; readonly secrets: unknown }> => {
  let issued = 1;
  let valid = true;
  const drafts: Draft[] = [];
  const tasks = new Map<string, Task>();
  const published: { readonly id: string; readonly title: string; readonly at: number }[] = [];
  const materials = new Set<string>();
  const addresses = new Set<string>();
  let publish: (draft: Draft) => string = () => '';
  const world: WechatWorld = {
    mayPublish: true,
    publishByHand: () => drafts.splice(0).forEach((draft) => publish(draft)),
    deleteDrafts: () => void drafts.splice(0),
    ending: 0,
    looks: 1,
    forced: 0,
    drafts,
  };
  const tokenNow = (): string => `token-of-wechat-number-${issued}`;

  const server = await startContractServer(({ messages, violation, remove, now }) => {
    publish = (draft) => {
      const id = `article-${published.length + 1}`;
      published.push({ id, title: String(draft.article.title), at: Math.floor(now() / 1000) });
      messages.push({ id, text: `${String(draft.article.title)}\n${String(draft.article.content)}`, key: null });
      return id;
    };

    /** Time passes with every question about a publication, and all of it before the box of drafts is looked into. */
    const pass = (isLater: boolean): void => {
      for (const task of tasks.values()) {
        if (task.articleId !== null) continue;
        if (task.looks > 0 && !isLater) {
          task.looks -= 1;
          continue;
        }
        const at = drafts.indexOf(task.draft);
        if (at >= 0) drafts.splice(at, 1);
        task.articleId = world.ending === 0 ? publish(task.draft) : '';
      }
    };

    const stableToken = ({ json }: Call): Reply => {
      const { grant_type: grant, appid, secret, force_refresh: force } = record(json);
      if (grant !== 'client_credential') violation('the grant is not client_credential');
      if (appid !== APP_ID) return said(40013, 'invalid appid');
      if (secret !== APP_SECRET) return said(40125, `invalid appsecret ${String(secret)}`);
      if (force === true) {
        world.forced += 1;
        issued += 1;
        valid = true;
      }
      return { json: { access_token: tokenNow(), expires_in: 7200 } };
    };

    const upload = async (call: Call): Promise<Buffer | null> => {
      const media = (await call.form()).get('media');
      const bytes = media !== null && typeof media === 'object' ? Buffer.from(await media.arrayBuffer()) : null;
      return bytes !== null && isPicture(bytes) && bytes.length < 1_000_000 ? bytes : null;
    };

    const paths: Readonly<Record<string, (call: Call) => Reply | Promise<Reply>>> = {
      '/cgi-bin/media/uploadimg': async (call) => {
        if ((await upload(call)) === null) return said(40137, 'invalid image format');
        const url = `http://mmbiz.qpic.cn/mmbiz_png/${addresses.size + 1}/0?wx_fmt=png&from=appmsg`;
        addresses.add(url.replace(/&/g, '&amp;'));
        return { json: { url } };
      },
      '/cgi-bin/material/add_material': async (call) => {
        if (call.query.get('type') !== 'image' || (await upload(call)) === null) return said(40137, 'invalid image format');
        const id = `material-${materials.size + 1}`;
        materials.add(id);
        return { json: { media_id: id, url: 'http://mmbiz.qpic.cn/x/0' } };
      },
      '/cgi-bin/draft/add': ({ json }) => {
        const articles = record(json).articles;
        const [article] = Array.isArray(articles) ? (articles as unknown[]).map(record) : [];
        if (article === undefined) return said(47001, 'data format error');
        const refused = refusedArticle(article, materials, addresses, violation);
        if (refused !== null) return refused;
        const draft = { id: `draft-${Math.random().toString(36).slice(2)}`, article };
        drafts.push(draft);
        return { json: { media_id: draft.id, item: [] } };
      },
      '/cgi-bin/draft/count': () => ({ json: { total_count: drafts.length } }),
      '/cgi-bin/draft/get': ({ json }) => {
        pass(true);
        const draft = drafts.find(({ id }) => id === record(json).media_id);
        return draft === undefined ? said(40007, 'invalid media_id') : { json: { news_item: [{ title: draft.article.title }] } };
      },
      '/cgi-bin/freepublish/submit': ({ json }) => {
        if (!world.mayPublish) return said(48001, 'api unauthorized');
        const draft = drafts.find(({ id }) => id === record(json).media_id);
        if (draft === undefined) return said(40007, 'invalid media_id');
        const id = String(2_247_483_650 + tasks.size);
        tasks.set(id, { draft, looks: world.looks, articleId: null });
        return { text: `{"errcode":0,"errmsg":"ok","publish_id":${id}00000000,"msg_data_id":1}`, headers: { 'content-type': 'application/json' } };
      },
      '/cgi-bin/freepublish/get': ({ json }) => {
        pass(false);
        const task = tasks.get(String(record(json).publish_id).slice(0, -8));
        if (task === undefined) return said(40001, 'no such publication');
        if (task.articleId === null) return { json: { publish_id: record(json).publish_id, publish_status: 1 } };
        if (task.articleId === '') return { json: { publish_id: record(json).publish_id, publish_status: world.ending } };
        return { json: { publish_id: record(json).publish_id, publish_status: 0, article_id: task.articleId, article_detail: { count: 1, item: [{ idx: 1, article_url: `https://mp.weixin.qq.com/s/${task.articleId}` }] } } };
      },
      '/cgi-bin/freepublish/batchget': () => {
        pass(true);
        if (!world.mayPublish) return said(48001, 'api unauthorized');
        return { json: { total_count: published.length, item: published.map(({ id, title, at }) => ({ article_id: id, update_time: at, content: { news_item: [{ title, url: `https://mp.weixin.qq.com/s/${id}` }] } })) } };
      },
      '/cgi-bin/freepublish/delete': ({ json }) => {
        const { article_id: id } = record(json);
        return remove(String(id)) ? said(0, 'ok') : said(53600, 'Article ID invalid');
      },
    };

    return {
      publishes: (_method, path) => path === '/cgi-bin/freepublish/submit',
      answer: (call) => {
        if (call.path === '/cgi-bin/stable_token') return stableToken(call);
        const asked = paths[call.path];
        if (asked === undefined) return { status: 404, text: 'not found' };
        if (!valid || call.query.get('access_token') !== tokenNow()) return said(40001, `invalid credential, access_token is invalid or not latest: ${call.query.get('access_token') ?? ''}`);
        return asked(call);
      },
      faults: {
        'rate-limit': () => said(45011, 'api minute-quota reach limit'),
        'expired-token': () => {
          // Nothing but force_refresh gives another.
          valid = false;
          return said(42001, 'access_token expired');
        },
        'refuse-content': ({ query }) => said(53503, `the draft did not pass the check of publications, token ${query.get('access_token') ?? ''}`),
      },
    };
  });
  return { server, world, settings: { appId: APP_ID, server: server.origin }, secrets: { appSecret: APP_SECRET } };
};

export const wechatOfficialAccountCase: PlatformCase = {
  platform: 'wechat-official-account',
  adapter: wechatOfficialAccount,
  delivery: 'direct',
  idempotency: 'lookup',
  source: aSource({
    body: [aParagraph('Join us & the others. ', { text: 'Sign up', marks: ['bold'], href: 'https://go.example.org/a1' }), { kind: 'picture', picture: aPicture({ fileId: 8, hash: 'map_3c4d' }) }, { kind: 'list', ordered: true, items: [[aParagraph('North gate')], [aParagraph('Bring water')]] }],
  }),
  tooMuch: { source: aSource({ title: '长'.repeat(33) }), code: 'too-long' },
  delayMs: 60_000,
  refusedCode: '53503',
  renewsToken: true,
  lookupAfterMs: 11 * 60_000,
  start: startWechat,
};
