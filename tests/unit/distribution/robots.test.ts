/** Signatures, markup and counting of the platforms of China, where the suite's one form of each is not enough. */
import fc from 'fast-check';
import { assisted } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/assisted';
import { exactJson, quoted, retryAfterOf } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/classify';
import { dingtalk, dingtalkSign } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/dingtalk';
import { feishu, feishuSign } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/feishu';
import { wecom } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/wecom';
import { untilNextDay } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/wechat/api';
import { zhihu, zhihuSign } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/zhihu';
import { lengthOf } from '../../../src/plugins/content-workflow/core/distribution/units';
import type { AnyAdapter } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import type { Source } from '../../../src/plugins/content-workflow/core/distribution/document';
import { aLongSource, anySource, aParagraph, aPicture, aRun, aSource } from '../../support/distribution/content';
import { contextFor } from '../../support/distribution/harness';
import { startContractServer } from '../../support/distribution/contract-server';
import { dingtalkCase } from '../../support/distribution/platforms/dingtalk';
import { feishuCase } from '../../support/distribution/platforms/feishu';
import { wecomCase } from '../../support/distribution/platforms/wecom';
import { zhihuCase } from '../../support/distribution/platforms/zhihu';

const rendered = (adapter: AnyAdapter, source: Source, settings: unknown = {}): ReturnType<AnyAdapter['render']> => adapter.render(source, adapter.settings.parse(settings));
const codes = (adapter: AnyAdapter, source: Source, settings: unknown = {}): readonly string[] => rendered(adapter, source, settings).issues.map(({ code }) => code);

const said = (text: string): Source => aSource({ title: '', summary: '', body: [aParagraph(text)], adapted: true });

describe('signatures', () => {
  test('DingTalk signs time and secret, with the secret as its key', () => {
    expect(dingtalkSign('SECtest', 1_700_000_000_000)).toBe('aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g=');
  });

  test('Feishu signs nothing, with time and secret as its key', () => {
    expect(feishuSign('feishutest', 1_700_000_000)).toBe('haBruccblxZRGfQ+rs6Ecglg9ZfbZEqTZYjCVhgR66E=');
  });

  test('Zhihu signs key, seconds, number of the call and more', () => {
    // printf %s 'app_key:lin|ts:1700000000|logid:log_1|extra_info:' | openssl dgst -sha256 -hmac secret -binary | base64
    expect(zhihuSign('secret', { appKey: 'lin', seconds: 1_700_000_000, logId: 'log_1' })).toBe('D1LrDkSGunuJItknApbFlZmUosuIT23+twwTigx2GTQ=');
  });

  test.each([
    ['dingtalk', dingtalkCase, { signingSecret: 'SECof-somebody-else' }],
    ['feishu', feishuCase, { signingSecret: 'of-somebody-else' }],
    ['zhihu', zhihuCase, { appSecret: 'of-somebody-else' }],
  ])('%s: with another secret the channel is to be connected anew', async (_name, platform, change) => {
    const { server, settings, secrets } = await platform.start();
    const own = platform.adapter.settings.parse(settings);
    const context = contextFor({ settings: own, secrets: { ...(secrets as object), ...change } });
    expect((await platform.adapter.publish(platform.adapter.render(platform.source, own).payload, null, context)).kind).toBe('unauthorized');
    expect((await platform.adapter.test(context)).kind).toBe('failed');
    expect(server.messages).toEqual([]);
    await server.close();
  });

  test.each([
    ['dingtalk', dingtalkCase],
    ['feishu', feishuCase],
  ])('%s: with a clock that is two hours off nothing is sent', async (_name, platform) => {
    const { server, settings, secrets } = await platform.start();
    const own = platform.adapter.settings.parse(settings);
    const context = contextFor({ settings: own, secrets, now: () => Date.now() - 7_200_000 });
    expect((await platform.adapter.publish(platform.adapter.render(platform.source, own).payload, null, context)).kind).toBe('unauthorized');
    expect(server.messages).toEqual([]);
    await server.close();
  });
});

describe('forms of a message', () => {
  test.each([
    ['wecom', wecomCase, 'markdown'],
    ['wecom', wecomCase, 'text'],
    ['wecom', wecomCase, 'card'],
    ['dingtalk', dingtalkCase, 'markdown'],
    ['dingtalk', dingtalkCase, 'text'],
    ['dingtalk', dingtalkCase, 'card'],
    ['feishu', feishuCase, 'post'],
    ['feishu', feishuCase, 'text'],
  ])('%s takes a %3$s', async (_name, platform, format) => {
    const { server, secrets } = await platform.start();
    const settings = platform.adapter.settings.parse({ format, content: 'full' });
    const { payload, issues } = platform.adapter.render(platform.source, settings);
    expect(issues.filter(({ level }) => level === 'error')).toEqual([]);
    expect((await platform.adapter.publish(payload, null, contextFor({ settings, secrets }))).kind).toBe('published');
    expect(server.messages[0]?.text).toContain('春日徒步');
    expect(server.violations).toEqual([]);
    await server.close();
  });

  test('WeCom: a heading, bold words, a link and a list', () => {
    expect(rendered(wecom, aSource({ summary: '' }), { content: 'full' }).payload).toEqual({
      msgtype: 'markdown',
      markdown: {
        content: '# 春日徒步：一起出发 🌸\n\nJoin us **this Saturday** for the spring walk. [Sign up here](https://go.example.org/a1)\n\n- Meet at the north gate\n- Bring water & a hat\n\n[阅读全文](https://example.org/posts/spring-walk)',
      },
    });
  });

  test('Feishu: lines of words and links, without any markup to break out of', () => {
    expect(rendered(feishu, aSource({ summary: '' }), { content: 'full' }).payload).toEqual({
      msg_type: 'post',
      content: {
        post: {
          zh_cn: {
            title: '春日徒步：一起出发 🌸',
            content: [
              [{ tag: 'text', text: 'Join us ' }, { tag: 'text', text: 'this Saturday', style: ['bold'] }, { tag: 'text', text: ' for the spring walk. ' }, { tag: 'a', text: 'Sign up here', href: 'https://go.example.org/a1' }],
              [{ tag: 'text', text: '• ' }, { tag: 'text', text: 'Meet at the north gate' }],
              [{ tag: 'text', text: '• ' }, { tag: 'text', text: 'Bring water & a hat' }],
              [{ tag: 'a', text: '阅读全文', href: 'https://example.org/posts/spring-walk' }],
            ],
          },
        },
      },
    });
  });

  test('DingTalk: the cover first, where it has an address on the web', () => {
    const { payload } = rendered(dingtalk, aSource());
    expect(payload).toMatchObject({ msgtype: 'markdown', markdown: { title: '春日徒步：一起出发 🌸' }, at: { isAtAll: false } });
    expect(JSON.stringify(payload)).toContain('![Cherry trees along the river](https://media.example.org/uploads/spring_1a2b.jpg)');
    expect(JSON.stringify(rendered(dingtalk, aSource({ cover: aPicture({ url: '/uploads/a.jpg' }) })).payload)).not.toContain('uploads');
  });

  test('the desk draws what the group will see: marks that the platform knows, its links, and no picture that it can not fetch', () => {
    const source = aSource({ title: 'T', body: [aParagraph(aRun('bold', ['bold']), aRun(' struck', ['strike']))], cover: aPicture({ url: '/uploads/a.jpg' }), adapted: true });
    expect(rendered(wecom, source).preview.html).toBe('<h1>T</h1><p><strong>bold</strong> struck</p>');
    expect(rendered(feishu, source).preview).toMatchObject({ title: 'T', html: '<p><strong>bold</strong><s> struck</s></p>' });
    expect(rendered(dingtalk, { ...source, adapted: false, summary: '' }, { content: 'full', format: 'card' }).preview.html).toBe('<h1>T</h1><p><strong>bold</strong> struck</p><p><a href="https://example.org/posts/spring-walk">阅读全文</a></p><hr><p><a href="https://example.org/posts/spring-walk">阅读全文</a></p>');
  });

  test('what was written for a platform is given as it is, without a link or a summary', () => {
    expect(rendered(wecom, aSource({ title: '', body: [aParagraph('only this')], adapted: true }), { format: 'text' }).payload).toEqual({ msgtype: 'text', text: { content: 'only this', mentioned_list: [] } });
  });

  test('everybody is called where the channel says so, and nowhere else', () => {
    expect(rendered(wecom, aSource(), { format: 'text', mentionAll: true }).payload).toMatchObject({ text: { mentioned_list: ['@all'] } });
    expect(rendered(dingtalk, aSource(), { mentionAll: true }).payload).toMatchObject({ at: { isAtAll: true } });
    expect(rendered(dingtalk, said('@all @所有人')).payload).toMatchObject({ at: { isAtAll: false } });
  });

  test('the words of the link are in the language of the piece', () => {
    for (const [language, words] of [['zh-Hans', '阅读全文'], ['zh', '阅读全文'], ['zh-Hant-TW', '閱讀全文'], ['zh-HK', '閱讀全文'], ['en', 'Read on'], ['', 'Read on']] as const) expect(rendered(wecom, aSource({ language })).preview.text).toContain(`[${words}](`);
  });

  test('a robot that listens for keywords is given one, or it is said before', () => {
    expect(codes(dingtalk, said('no such word'), { keywords: ['徒步'] })).toContain('keyword-missing');
    expect(codes(dingtalk, said('一起徒步'), { keywords: ['徒步', '公告'] })).toEqual([]);
    expect(codes(feishu, aSource(), { keywords: ['徒步'] })).toEqual([]);
  });

  test('a card without anywhere to lead to is refused before', () => {
    for (const adapter of [wecom, dingtalk]) expect(codes(adapter, aSource({ url: null }), { format: 'card' })).toContain('no-link');
  });

  test('an empty message is refused before', () => {
    for (const adapter of [wecom, dingtalk, feishu, zhihu]) expect(codes(adapter, said(' \u200B\n'), adapter === zhihu ? { appKey: 'lin', ringId: '1' } : {})).toContain('empty');
  });
});

describe('counting', () => {
  test('WeCom counts bytes: three of a Chinese character, four of an emoji', () => {
    expect(rendered(wecom, said('长🌸a'), { format: 'text' }).measures).toEqual([{ field: 'body', used: 8, max: 2048, unit: 'utf8' }]);
    expect(codes(wecom, aSource({ ...aLongSource(682), title: '' }), { format: 'text' })).toEqual([]);
    expect(codes(wecom, aSource({ ...aLongSource(683), title: '' }), { format: 'text' })).toEqual(['too-long']);
    expect(codes(wecom, aSource({ ...aLongSource(512, '🌸'), title: '' }), { format: 'text' })).toEqual([]);
    expect(codes(wecom, aSource({ ...aLongSource(513, '🌸'), title: '' }), { format: 'text' })).toEqual(['too-long']);
  });

  test('Zhihu and the notes count characters: a rare one and an emoji are one each', () => {
    expect(codes(zhihu, aLongSource(2_000, '𠮷'), { appKey: 'lin', ringId: '1' })).toEqual([]);
    expect(codes(zhihu, aLongSource(2_001, '𠮷'), { appKey: 'lin', ringId: '1' })).toEqual(['too-long']);
    const xiaohongshu = assisted.find(({ platform }) => platform === 'xiaohongshu');
    expect(xiaohongshu).toBeDefined();
    if (xiaohongshu === undefined) return;
    expect(codes(xiaohongshu, aSource({ ...aLongSource(1_000), title: '🌸'.repeat(20) }))).toEqual([]);
    expect(codes(xiaohongshu, aSource({ ...aLongSource(1_000), title: '🌸'.repeat(21) }))).toEqual(['too-long']);
  });

  test('Feishu counts the whole body as it is sent', () => {
    const { measures, payload } = rendered(feishu, aSource());
    expect(measures).toEqual([{ field: 'body', used: Buffer.byteLength(JSON.stringify(payload)), max: 20_360, unit: 'utf8' }]);
  });
});

describe('nothing that people write becomes markup', () => {
  const BAIT = ['<@all>', '<@zhangsan>', '<at user_id="all">all</at>', '<font color="warning">x</font>', '[free](https://evil.example/)', '![x](https://evil.example/x.png)', '**bold**', '`code`', '# head', '> quote', '](https://evil.example/)'];
  const anyBait = fc.array(fc.oneof(fc.constantFrom(...BAIT), fc.string({ unit: 'grapheme', maxLength: 8 })), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
  /** In one run, and broken into runs of other looks at every place. */
  const anySplit = fc.tuple(anyBait, fc.array(fc.nat(60), { maxLength: 4 })).map(([text, places]) => {
    const cuts = [0, ...[...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b), text.length];
    return aSource({ title: '', body: [aParagraph(...cuts.slice(1).map((end, i) => aRun(text.slice(cuts[i], end), i % 2 === 0 ? [] : ['underline'])))], adapted: true });
  });

  test('WeCom: no mention, no colour, no link', () => {
    fc.assert(
      fc.property(anySplit, (source) => {
        const text = rendered(wecom, source).preview.text ?? '';
        expect(text).not.toMatch(/<[@/a-z!]|\]\(|\*\*|`/i);
        expect(text).not.toMatch(/^(#{1,6} |>)/m);
        expect(rendered(wecom, source, { format: 'text' }).preview.text).not.toMatch(/<@/);
      }),
      { numRuns: 300, seed: 11 }
    );
  });

  test('DingTalk: no link, no picture, no tag, no emphasis', () => {
    fc.assert(
      fc.property(anySplit, (source) => {
        const text = rendered(dingtalk, source).preview.text ?? '';
        expect(text).not.toMatch(/<[/a-z!]|\]\(|[*`[\]]/i);
        expect(text).not.toMatch(/^(#{1,6} |>)/m);
      }),
      { numRuns: 300, seed: 12 }
    );
  });

  test('Feishu: no mention in any of its forms', () => {
    fc.assert(
      fc.property(anySplit, (source) => {
        for (const format of ['post', 'text']) expect(JSON.stringify(rendered(feishu, source, { format }).payload)).not.toMatch(/<\s*\/?\s*at\b/i);
      }),
      { numRuns: 300, seed: 13 }
    );
  });

  test('a forum: no link of their own in BBCode', () => {
    const forum = assisted.find(({ platform }) => platform === 'forum');
    expect(forum).toBeDefined();
    if (forum === undefined) return;
    const text = rendered(forum, aSource({ title: 'x', body: [aParagraph('[url=https://evil.example]free[/url] ', aRun('real', ['bold'], 'https://example.org/a'))], adapted: true }), { format: 'bbcode' }).preview.text;
    expect(text).toBe('［url=https://evil.example］free［/url］ [url=https://example.org/a][b]real[/b][/url]');
  });

  test('what is over a limit is never called fine, in any form', () => {
    const forms: readonly (readonly [AnyAdapter, unknown])[] = [[wecom, { format: 'text', content: 'full' }], [wecom, { format: 'card' }], [dingtalk, { format: 'card', content: 'full' }], [dingtalk, { format: 'text' }], [feishu, { format: 'text', content: 'full' }]];
    fc.assert(
      fc.property(anySource, fc.constantFrom(...forms), fc.nat(1_200), (source, [adapter, settings], more) => {
        const { measures, issues } = rendered(adapter, { ...source, body: [...source.body, aParagraph('长'.repeat(more))] }, settings);
        for (const { field, used, max } of measures) expect(used > max).toBe(issues.some((issue) => issue.field === field && issue.code === 'too-long'));
      }),
      { numRuns: 150, seed: 14 }
    );
  });
});

describe('what a refusal means', () => {
  const answered = async (adapter: AnyAdapter, secrets: (origin: string) => unknown, reply: { readonly status?: number; readonly json?: unknown; readonly text?: string; readonly headers?: Readonly<Record<string, string>> }): Promise<unknown> => {
    const server = await startContractServer(() => ({ publishes: () => true, answer: () => reply, faults: {} }));
    const settings = adapter.settings.parse({});
    const outcome = await adapter.publish(adapter.render(aSource(), settings).payload, null, contextFor({ settings, secrets: adapter.secrets.parse(secrets(server.origin)) }));
    await server.close();
    return outcome;
  };
  const dingtalkSecrets = (origin: string): unknown => ({ webhook: `${origin}/robot/send?access_token=abcdefgh` });
  const feishuSecrets = (origin: string): unknown => ({ webhook: `${origin}/open-apis/bot/v2/hook/abcdefgh` });
  const wecomSecrets = (origin: string): unknown => ({ webhook: `${origin}/cgi-bin/webhook/send?key=abcdefgh` });

  test.each([
    ['DingTalk, 310000 for a keyword', dingtalk, dingtalkSecrets, { json: { errcode: 310000, errmsg: 'keywords not in content' } }, { kind: 'rejected', code: '310000' }],
    ['DingTalk, 310000 for the signature', dingtalk, dingtalkSecrets, { json: { errcode: 310000, errmsg: 'sign not match' } }, { kind: 'unauthorized', code: '310000' }],
    ['DingTalk, 310000 for the address', dingtalk, dingtalkSecrets, { json: { errcode: 310000, errmsg: 'ip 1.2.3.4 not in whitelist' } }, { kind: 'unauthorized', code: '310000' }],
    ['DingTalk, busy', dingtalk, dingtalkSecrets, { json: { errcode: -1, errmsg: 'system error' } }, { kind: 'unknown', code: '-1' }],
    ['Feishu, the older words for success', feishu, feishuSecrets, { json: { StatusCode: 0, StatusMessage: 'success' } }, { kind: 'published' }],
    ['Feishu, an address that is not allowed', feishu, feishuSecrets, { json: { code: 19022, msg: 'Ip Not Allowed' } }, { kind: 'unauthorized', code: '19022' }],
    ['WeCom, a number that is none', wecom, wecomSecrets, { json: { errcode: '0', errmsg: 'ok' } }, { kind: 'unknown', code: 'malformed' }],
    ['WeCom, an empty answer', wecom, wecomSecrets, { json: {} }, { kind: 'unknown', code: 'malformed' }],
    ['WeCom, a list', wecom, wecomSecrets, { json: [] }, { kind: 'unknown', code: 'malformed' }],
    ['WeCom, a redirect', wecom, wecomSecrets, { status: 302, headers: { location: 'https://login.example' } }, { kind: 'unknown', code: 'http-302' }],
    ['WeCom, 404 of a gateway', wecom, wecomSecrets, { status: 404, text: 'not found' }, { kind: 'rejected', code: 'http-404' }],
    ['WeCom, 429 with a time', wecom, wecomSecrets, { status: 429, headers: { 'retry-after': '7' }, text: '' }, { kind: 'deferred', retryAfterMs: 7_000 }],
    ['WeCom, 429 without', wecom, wecomSecrets, { status: 429, text: '' }, { kind: 'deferred', retryAfterMs: 60_000 }],
  ])('%s', async (_words, adapter, secrets, reply, expected) => {
    expect(await answered(adapter, secrets, reply)).toMatchObject(expected);
  });

  test('the platform’s words are quoted without secrets and not without end', () => {
    expect(quoted('key a1b2c3d4 of https://x/?k=a%2Fb+c', ['a1b2c3d4', 'a/b c'])).toBe('key *** of https://x/?k=a%2Fb+c');
    expect(quoted('at a%2Fb%20c', ['a/b c'])).toBe('at ***');
    expect(quoted('x'.repeat(1_000), [])).toHaveLength(301);
    expect(quoted(undefined, [])).toBe('');
    expect(quoted({ a: 1 }, [])).toBe('{"a":1}');
  });

  test('Retry-After is seconds or a date', () => {
    const now = Date.parse('2026-11-26T12:00:00Z');
    expect(retryAfterOf({ headers: { 'retry-after': '120' } }, now)).toBe(120_000);
    expect(retryAfterOf({ headers: { 'retry-after': 'Thu, 26 Nov 2026 12:01:00 GMT' } }, now)).toBe(60_000);
    expect(retryAfterOf({ headers: { 'retry-after': 'Thu, 26 Nov 2026 11:00:00 GMT' } }, now)).toBe(0);
    expect(retryAfterOf({ headers: { 'retry-after': 'soon' } }, now)).toBeNull();
    expect(retryAfterOf({ headers: {} }, now)).toBeNull();
  });

  test('long numbers of platforms are kept to the last digit, and nothing within words is touched', () => {
    expect(exactJson('{"a":2012345678901234567,"b":"n: 2012345678901234567, x","c":1.2345678901234567,"d":-9223372036854775808,"e":[12345678901234567890]}')).toEqual({ a: '2012345678901234567', b: 'n: 2012345678901234567, x', c: 1.2345678901234567, d: '-9223372036854775808', e: ['12345678901234567890'] });
    expect(exactJson('<html>')).toBeUndefined();
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(exactJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value), (_key, one: unknown) => (typeof one === 'number' && /^-?\d{16,}$/.test(JSON.stringify(one)) ? JSON.stringify(one) : one)))), { seed: 15 });
  });

  test('a day of WeChat ends at midnight in Beijing', () => {
    expect(untilNextDay(Date.parse('2026-11-26T15:59:00Z'))).toBe(60_000);
    expect(untilNextDay(Date.parse('2026-11-26T16:00:00Z'))).toBe(86_400_000);
  });
});

describe('by hand', () => {
  const place = (platform: string): AnyAdapter => {
    const found = assisted.find((adapter) => adapter.platform === platform);
    if (found === undefined) throw new Error(platform);
    return found;
  };

  test('a chat is told the title, the summary and where to read on', () => {
    expect(rendered(place('wechat-group'), aSource()).preview.text).toBe('春日徒步：一起出发 🌸\n\nA walk along the river, for everybody.\n\n阅读全文 https://example.org/posts/spring-walk');
  });

  test('a note has its title apart, its topics at the end, and no address of the piece', () => {
    const { payload, issues, pictures } = rendered(place('xiaohongshu'), aSource({ body: [aParagraph('一起走走')], tags: ['#spring walk', '徒步', '', '!!', 'c', 'd', 'e', 'f'] }));
    expect(payload).toEqual({ title: '春日徒步：一起出发 🌸', text: '一起走走\n\n#springwalk #徒步 #c #d #e', tags: ['springwalk', '徒步', 'c', 'd', 'e'] });
    expect(issues.map(({ code }) => code)).toEqual(['too-many-tags']);
    expect(pictures).toHaveLength(1);
  });

  test('a note without a picture can not be posted, one with addresses is warned about', () => {
    expect(codes(place('douyin'), aSource({ cover: null }))).toEqual(['no-picture', 'links-not-clickable']);
  });

  test('pictures: the cover first, each once, no more than are taken, none that nobody has', () => {
    const gallery = Array.from({ length: 12 }, (_, i) => aPicture({ fileId: i + 5 }));
    const { pictures, issues } = rendered(place('wechat-group'), aSource({ cover: aPicture({ fileId: 9 }), gallery: [...gallery, aPicture({ fileId: null })] }));
    expect(pictures.map(({ picture }) => picture.fileId)).toEqual([9, 5, 6, 7, 8, 10, 11, 12, 13]);
    expect(issues.map(({ code }) => code)).toEqual(['too-many-pictures']);
  });

  test('every place says what to do there', () => {
    for (const { checklist } of assisted) expect(checklist?.length).toBeGreaterThanOrEqual(4);
  });

  test('a forum in Markdown escapes what people write', () => {
    expect(rendered(place('forum'), aSource({ title: 'x', body: [aParagraph('*not* @everyone [x](y) <b>'), { kind: 'code', text: 'a ``` b', language: 'ts x"' }], adapted: true })).preview.text).toBe('\\*not\\* @\u200Beveryone \\[x\\](y) \\<b\\>\n\n````tsx\na ``` b\n````');
  });

  test('each counts in its own unit', () => {
    expect(lengthOf('长', { unit: 'utf8' })).toBe(3);
    expect(rendered(place('forum'), aSource({ ...aLongSource(3_333), title: 'x' }), { format: 'bbcode' }).issues).toEqual([]);
    expect(codes(place('forum'), aSource({ ...aLongSource(3_334), title: 'x' }), { format: 'bbcode' })).toEqual(['too-long']);
    expect(codes(place('forum'), aSource({ ...aLongSource(3_334), title: 'x' }), { format: 'markdown' })).toEqual([]);
  });
});
