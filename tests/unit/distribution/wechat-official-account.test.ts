/** WeChat's Official Accounts: the draft that comes first, the publication that is known later, and the accounts that may not publish. */
import type { AdapterContext, AnyAdapter, Token } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { wechatOfficialAccount } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/wechat-official-account';
import type { Source } from '../../../src/plugins/content-workflow/core/distribution/document';
import type { Json, Rendition } from '../../../src/plugins/content-workflow/core/distribution/rendition';
import { aParagraph, aPicture, aRun, aSource } from '../../support/distribution/content';
import { contextFor } from '../../support/distribution/harness';
import { startWechat, wechatOfficialAccountCase, type WechatWorld } from '../../support/distribution/platforms/wechat-official-account';
import type { StartedServer } from '../../support/distribution/contract-server';

const adapter: AnyAdapter = wechatOfficialAccount;

interface Desk {
  readonly server: StartedServer;
  readonly world: WechatWorld;
  readonly rendition: Rendition;
  readonly tokens: Map<string, Token>;
  context(now?: () => number): AdapterContext;
  prepared(earlier?: Json | null): Promise<Json>;
}

const open: StartedServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const SETTINGS = { appId: 'wx0123456789abcdef' };
const render = (source: Source): Rendition => adapter.render(source, adapter.settings.parse(SETTINGS));

const desk = async (change: Readonly<Record<string, unknown>> = {}, source: Source = wechatOfficialAccountCase.source): Promise<Desk> => {
  const { server, world, settings, secrets } = await startWechat();
  open.push(server);
  const own = adapter.settings.parse({ ...(settings as object), ...change });
  const rendition = adapter.render(source, own);
  const tokens = new Map<string, Token>();
  const context = (now: () => number = Date.now): AdapterContext => contextFor({ settings: own, secrets, pictures: rendition.pictures, tokens, now });
  return {
    server,
    world,
    rendition,
    tokens,
    context,
    prepared: async (earlier = null) => {
      const made = await adapter.prepare?.(rendition.payload, context(), earlier);
      if (made?.kind !== 'prepared') throw new Error(JSON.stringify(made));
      return made.prepared;
    },
  };
};

const LATER = (): number => Date.now() + 11 * 60_000;

describe('the article', () => {
  test('its look stands in each element, its pictures are WeChat’s own, and its links are notes', async () => {
    const { world, prepared, server } = await desk();
    await prepared();
    const article = world.drafts[0]?.article;
    expect(article).toMatchObject({ article_type: 'news', title: '春日徒步：一起出发 🌸', author: 'Lin', digest: 'A walk along the river, for everybody.', content_source_url: 'https://example.org/posts/spring-walk', thumb_media_id: 'material-1', need_open_comment: 0, only_fans_can_comment: 0 });
    const content = String(article?.content);
    expect(content).toContain('<strong style="font-weight:bold">Sign up</strong>[1]');
    expect(content).toContain('[1] https://go.example.org/a1');
    expect(content).toContain('src="http://mmbiz.qpic.cn/mmbiz_png/1/0?wx_fmt=png&amp;from=appmsg"');
    expect(content).not.toMatch(/<p>|<a |picture:\d/);
    expect(server.violations).toEqual([]);
  });

  test('a picture that stands there twice is uploaded once', async () => {
    const picture = { kind: 'picture', picture: aPicture({ fileId: 8 }) } as const;
    const { prepared, server } = await desk({}, aSource({ body: [picture, aParagraph('between'), picture] }));
    await prepared();
    expect(server.calls.filter((call) => call.includes('uploadimg'))).toHaveLength(1);
  });

  test('what people write can not pass for a picture that was made', async () => {
    const { prepared, world } = await desk({}, aSource({ body: [aParagraph('src="picture:0" <img src="picture:1">')] }));
    await prepared();
    expect(String(world.drafts[0]?.article.content)).toContain('src=&quot;picture:0&quot; &lt;img src=&quot;picture:1&quot;&gt;');
  });

  test('one number for one address, however often it is linked', () => {
    const { preview } = render(aSource({ body: [aParagraph(aRun('a', ['bold'], 'https://x.example/1'), aRun('b', [], 'https://x.example/1'), ' ', aRun('c', [], 'https://x.example/2'), ' ', aRun('d', [], 'https://x.example/1'), ' ', aRun('https://y.example/', [], 'https://y.example/'))] }));
    expect((preview.html ?? '').replace(/<[^>]+>/g, '|').replace(/\|+/g, '|')).toBe('|a|b[1] c[2] d[1] https://y.example/|链接|[1] https://x.example/1|[2] https://x.example/2|');
  });

  test('limits: what can be cut is cut and said, what can not is refused before', () => {
    const { payload, issues } = render(aSource({ author: '很长的作者名字'.repeat(4), summary: '摘'.repeat(200), title: '长'.repeat(32) }));
    expect(issues.map(({ level, code, field }) => `${level} ${code} ${field}`)).toEqual(['warning cut author', 'warning cut summary']);
    expect([...(payload as { readonly author: string }).author]).toHaveLength(16);
    expect([...(payload as { readonly digest: string }).digest]).toHaveLength(128);
    expect(render(aSource({ body: [aParagraph('长'.repeat(20_000))] })).issues.map(({ code }) => code)).toEqual(['too-long']);
    expect(render(aSource({ cover: null, body: [aParagraph('x')] })).issues.map(({ code }) => code)).toEqual(['no-cover']);
  });

  test('without a cover the first picture is one; a picture from elsewhere is left out and said', () => {
    const { pictures, payload, issues } = render(aSource({ cover: null, body: [{ kind: 'picture', picture: aPicture({ fileId: 8 }) }, { kind: 'picture', picture: aPicture({ fileId: null, url: 'https://elsewhere.example/x.png' }) }] }));
    expect(pictures.map(({ picture, rule }) => [picture.fileId, rule.ratio?.max ?? null])).toEqual([[8, null], [8, 2.35]]);
    expect(payload).toMatchObject({ cover: 1 });
    expect(issues.map(({ code }) => code)).toEqual(['picture-left-out']);
  });
});

describe('the draft', () => {
  test('prepared again it is the same draft', async () => {
    const { prepared, world } = await desk();
    const first = await prepared();
    expect(await prepared(first)).toMatchObject({ mediaId: world.drafts[0]?.id });
    expect(world.drafts).toHaveLength(1);
  });

  test('gone from its box it is not made again: somebody may have published it', async () => {
    const { prepared, world, rendition, context } = await desk();
    const first = await prepared();
    world.deleteDrafts();
    expect(await adapter.prepare?.(rendition.payload, context(), first)).toMatchObject({ kind: 'unknown', code: 'draft-gone' });
    expect(world.drafts).toEqual([]);
  });

  test('what fails on the way to it has published nothing and is tried again', async () => {
    const { server, rendition, context } = await desk();
    await server.close();
    expect(await adapter.prepare?.(rendition.payload, context(), null)).toMatchObject({ kind: 'deferred', code: 'connection-refused' });
  });

  test('a wrong secret is told, and stays a secret', async () => {
    const { rendition, context } = await desk();
    const outcome = await adapter.prepare?.(rendition.payload, { ...context(), secrets: { appSecret: 'of-somebody-else' } }, null);
    expect(outcome).toMatchObject({ kind: 'unauthorized', code: '40125', message: 'invalid appsecret ***' });
  });
});

describe('a channel that leaves drafts', () => {
  test('publishes nothing, and knows by itself when a person has', async () => {
    const { prepared, world, rendition, context, server } = await desk({ mode: 'draft' });
    const draft = await prepared();
    const outcome = await adapter.publish(rendition.payload, draft, context());
    expect(outcome).toMatchObject({ kind: 'accepted', ref: { id: `draft:${world.drafts[0]?.id ?? ''}`, url: 'https://mp.weixin.qq.com/' } });
    expect(server.publishCalls).toBe(0);
    if (outcome.kind !== 'accepted') return;
    expect(await adapter.confirm?.(outcome.ref, draft, context())).toMatchObject({ kind: 'accepted', ref: outcome.ref });
    world.publishByHand();
    expect(await adapter.confirm?.(outcome.ref, draft, context())).toEqual({ kind: 'published', ref: { id: 'article:article-1', url: 'https://mp.weixin.qq.com/s/article-1' } });
  });

  test('a draft that was thrown away is not called published', async () => {
    const { prepared, world, rendition, context } = await desk({ mode: 'draft' });
    const draft = await prepared();
    const outcome = await adapter.publish(rendition.payload, draft, context());
    world.deleteDrafts();
    expect(outcome.kind === 'accepted' && (await adapter.confirm?.(outcome.ref, draft, context()))).toMatchObject({ kind: 'unknown', code: 'draft-gone' });
  });

  test('says that a person confirms, and that nothing can be taken back', () => {
    expect(adapter.capabilities(adapter.settings.parse({ ...SETTINGS, mode: 'draft' }))).toMatchObject({ confirmation: 'person', revocable: false });
    expect(adapter.capabilities(adapter.settings.parse(SETTINGS))).toMatchObject({ confirmation: 'poll', revocable: true });
  });
});

describe('an account that may not publish', () => {
  test('has its draft, which a person finishes', async () => {
    const { prepared, world, rendition, context, server } = await desk();
    world.mayPublish = false;
    const draft = await prepared();
    const outcome = await adapter.publish(rendition.payload, draft, context());
    expect(outcome).toMatchObject({ kind: 'accepted', ref: { id: `draft:${world.drafts[0]?.id ?? ''}` } });
    expect(server.publishCalls).toBe(1);
    world.publishByHand();
    // It may not read what was published either, so nobody but the person knows.
    expect(outcome.kind === 'accepted' && (await adapter.confirm?.(outcome.ref, draft, context()))).toMatchObject({ kind: 'unknown', code: 'draft-gone' });
  });
});

describe('a publication', () => {
  test('is accepted first, asked for, and public at last, under a number that JavaScript would round', async () => {
    const { prepared, rendition, context, server } = await desk();
    const draft = await prepared();
    const taken = await adapter.publish(rendition.payload, draft, context());
    expect(taken).toEqual({ kind: 'accepted', ref: { id: 'publish:224748365000000000', url: null }, checkAfterMs: 30_000 });
    if (taken.kind !== 'accepted') return;
    expect(await adapter.confirm?.(taken.ref, draft, context())).toEqual(taken);
    expect(server.messages).toEqual([]);
    expect(await adapter.confirm?.(taken.ref, draft, context())).toEqual({ kind: 'published', ref: { id: 'article:article-1', url: 'https://mp.weixin.qq.com/s/article-1' } });
    expect(server.messages).toHaveLength(1);
  });

  test.each([2, 3, 4, 5, 6])('ends with status %i: a person is told why', async (status) => {
    const { prepared, rendition, context, world } = await desk();
    world.ending = status;
    world.looks = 0;
    const draft = await prepared();
    const taken = await adapter.publish(rendition.payload, draft, context());
    expect(taken.kind === 'accepted' && (await adapter.confirm?.(taken.ref, draft, context()))).toMatchObject({ kind: 'rejected', code: `publish-status-${status}` });
  });

  test('is still accepted when nobody answers the question', async () => {
    const { prepared, rendition, context, server } = await desk();
    const draft = await prepared();
    const taken = await adapter.publish(rendition.payload, draft, context());
    await server.close();
    expect(taken.kind === 'accepted' && (await adapter.confirm?.(taken.ref, draft, context()))).toMatchObject({ kind: 'accepted', ref: { id: 'publish:224748365000000000' } });
  });

  test('is found by its draft being gone; the same title from before is not it', async () => {
    const { prepared, rendition, context, world } = await desk();
    await prepared();
    world.publishByHand();
    const second = await prepared();
    expect(await adapter.find?.(rendition.payload, second, context(LATER))).toBeNull();
    world.deleteDrafts();
    const later = { ...(second as { readonly mediaId: string; readonly title: string; readonly madeAt: number; readonly seenAt: number }), madeAt: LATER() };
    await expect(adapter.find?.(rendition.payload, later, context(LATER))).rejects.toThrow('not among what was published');
  });

  test('is taken back while it is still being looked at only once it has an address', async () => {
    const { prepared, rendition, context, server } = await desk();
    const draft = await prepared();
    const taken = await adapter.publish(rendition.payload, draft, context());
    if (taken.kind !== 'accepted') throw new Error(taken.kind);
    expect(await adapter.revoke?.(taken.ref, context())).toBe('refused');
    expect(await adapter.revoke?.(taken.ref, context())).toBe('revoked');
    expect(server.messages).toEqual([]);
    expect(await adapter.revoke?.({ id: 'draft:x', url: null }, context())).toBe('refused');
  });
});

test('one token is shared by all calls, and a new one is forced only past one that was refused', async () => {
  const { prepared, world, server, tokens } = await desk();
  await prepared();
  expect(server.calls.filter((call) => call.includes('stable_token'))).toHaveLength(1);
  expect(world.forced).toBe(0);
  tokens.set('access', { value: 'of-yesterday', expiresAt: Date.now() + 60_000 });
  await prepared();
  expect(world.forced).toBe(0);
  expect(server.calls.filter((call) => call.includes('stable_token'))).toHaveLength(2);
});
