/** What people wrote stays text on the guest's page, whatever they wrote. */
import type { Schema } from '../../../src/plugins/content-workflow/server/src/engine/schema';
import { fieldsOf, html, imageOrigins, safeUrl } from '../../../src/plugins/content-workflow/server/src/desk/guest/html';
import { namesIn } from '../../../src/plugins/content-workflow/server/src/desk/guest/names';
import { languageOf, LANGUAGES, TEXTS } from '../../../src/plugins/content-workflow/server/src/desk/guest/texts';

const PLAIN = namesIn(() => null, {}, '');

const shown = (value: unknown): string => fieldsOf({ field: value }, '', PLAIN).html;

test('a part of a template is escaped unless it is markup already', () => {
  expect(html`<p title="${'"<'}">${'<b>'}${html`<b>${'&'}</b>`}${7}${null}${[html`<i></i>`]}</p>`.html).toBe('<p title="&quot;&lt;">&lt;b&gt;<b>&amp;</b>7<i></i></p>');
});

test.each(['javascript:alert(1)', ' javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', '//evil.example', '/\\evil.example', 'vbscript:x', 'https://a b', '', null, 7, { url: 'https://x.example' }])('%j is no address to follow', (url) => {
  expect(safeUrl(url)).toBeNull();
});

test.each(['https://example.com/a?b=c', 'http://example.com', '/uploads/a.jpg', '/'])('%s is one', (url) => {
  expect(safeUrl(url)).toBe(url);
});

describe('rich text', () => {
  const link = (url: string): unknown => [{ type: 'paragraph', children: [{ type: 'link', url, children: [{ type: 'text', text: 'click' }] }] }];

  test.each(['javascript:alert(1)', 'ftp://files.example/a.exe'])('%s is nothing to follow, and is read beside its words', (url) => {
    const text = shown(link(url));
    expect(text).toContain(`<p>click <span class="address" dir="ltr">(${url})</span></p>`);
    expect(text).not.toContain('href');
  });

  test('where a link leads is read beside it, and nothing in it hides the rest', () => {
    expect(shown(link('https://partner.example/a?b=c'))).toContain('>click</a> <span class="address" dir="ltr">(https://partner.example/a?b=c)</span>');
    expect(shown(link('https://a.example/\u202Emoc.b//'))).toContain('https://a.example/\\u{202e}moc.b//');
    expect(shown([{ type: 'paragraph', children: [{ type: 'link', url: 'https://a.example', children: [{ type: 'text', text: 'https://a.example' }] }] }])).not.toContain('address');
  });

  test('what stands with a picture is read: its caption, its own text, and sizes from elsewhere', () => {
    const text = shown([{ type: 'image', image: { url: '/a.jpg', alternativeText: 'A cup', caption: 'Buy at elsewhere', formats: { large: { url: 'https://elsewhere.example/b.jpg' }, small: { url: '/small_a.jpg' } } }, children: [{ type: 'text', text: 'Unseen' }] }]);
    for (const part of ['Buy at elsewhere', '<p>Unseen</p>', '(https://elsewhere.example/b.jpg)']) expect(text).toContain(part);
    expect(text).not.toContain('small_a');
    expect(shown({ url: '/c.png', mime: 'image/png', alt: 'A cup', caption: 'On the ridge' })).toContain('On the ridge');
  });

  test('headings stand below the page\'s own, lists nest, pictures tell what they show', () => {
    const text = shown([
      { type: 'heading', level: 1, children: [{ type: 'text', text: 'A' }] },
      { type: 'heading', level: 6, children: [{ type: 'text', text: 'B' }] },
      { type: 'list', format: 'unordered', children: [{ type: 'list-item', children: [{ type: 'text', text: 'x' }] }, { type: 'list', format: 'ordered', children: [{ type: 'list-item', children: [{ type: 'text', text: 'y' }] }] }] },
      { type: 'image', image: { url: '/a.jpg', alternativeText: 'A "cup"' }, children: [{ type: 'text', text: '' }] },
      { type: 'image', image: { url: 'javascript:x' }, children: [] },
    ]);
    expect(text).toContain('<h3>A</h3><h6>B</h6><ul><li>x</li><ol><li>y</li></ol></ul><img src="/a.jpg" alt="A &quot;cup&quot;" loading="lazy">');
    expect(text).not.toContain('javascript');
  });

  test('no shape makes it throw', () => {
    for (const value of [[{ children: [null, 7, 'x', { children: 3 }] }], [{ type: 'heading', level: 'x', children: [] }], [[]], { url: 7, mime: 7 }, { url: null, mime: 'image/png' }, { a: { b: { c: [1, null, false] } } }, Symbol('x'), () => 1]) expect(() => shown(value)).not.toThrow();
  });
});

test('pictures come first, and a component tells its parts by name', () => {
  const { html: text } = fieldsOf({ summary: 'S', cover: { url: '/c.png', mime: 'image/png', alt: 'A cup' }, seo: { metaTitle: 'M', metaDescription: 'D', none: null } }, '', PLAIN);
  expect(text).toBe('<section><h2>Cover</h2><img src="/c.png" alt="A cup" loading="lazy"></section><section><h2>Summary</h2><p class="text">S</p></section><section><h2>Seo</h2><dl><dt>Meta title</dt><dd><p class="text">M</p></dd><dt>Meta description</dt><dd><p class="text">D</p></dd></dl></section>');
});

describe('names', () => {
  const schema = (uid: string, attributes: Schema['attributes']): Schema => ({ uid, attributes, info: { displayName: uid } });
  const MODELS: Readonly<Record<string, Schema>> = {
    'api::post.post': schema('api::post.post', { form: { type: 'enumeration' }, motto: { type: 'string' }, links: { type: 'component', component: 'a.link', repeatable: true }, zone: { type: 'dynamiczone', components: ['a.link'] } }),
    'a.link': schema('a.link', { kind: { type: 'enumeration' }, label: { type: 'string' } }),
  };
  const labels = { 'content-manager.content-types.api::post.post.form': 'Machart', 'content-manager.components.a.link.kind': 'Führt zu', image: 'Bild', shop: 'Laden' };
  const told = (payload: Record<string, unknown>): string => fieldsOf(payload, '', namesIn((uid) => MODELS[uid] ?? null, labels, 'api::post.post')).html;

  test('attributes, choices and the parts of components are in the reader\'s words; a text that reads like a choice is not', () => {
    expect(told({ form: 'image', motto: 'image' })).toBe('<section><h2>Machart</h2><p class="text">Bild</p></section><section><h2>Motto</h2><p class="text">image</p></section>');
    const link = '<dl><dt>Führt zu</dt><dd><p class="text">Laden</p></dd><dt>Label</dt><dd><p class="text">shop</p></dd></dl>';
    expect(told({ links: [{ kind: 'shop', label: 'shop' }] })).toBe(`<section><h2>Links</h2><ul><li>${link}</li></ul></section>`);
    expect(told({ zone: [{ component: 'a.link', kind: 'shop', label: 'shop' }] })).toContain(link);
  });

  test('a choice without a word, and a component that is gone, are shown as they are', () => {
    expect(told({ form: 'sculpture', zone: [{ component: 'gone.away', trackedKind: 'shop', label: 'x' }] })).toBe('<section><h2>Machart</h2><p class="text">sculpture</p></section><section><h2>Zone</h2><ul><li><dl><dt>Tracked kind</dt><dd><p class="text">shop</p></dd><dt>Label</dt><dd><p class="text">x</p></dd></dl></li></ul></section>');
  });
});

test('what says nothing is left out, and so is what is no matter of readers', () => {
  expect(fieldsOf({ id: 'a', type: 'posts', locale: 'en', publishedAt: null, slug: 's', title: 'T', empty: '', none: null, list: [], tags: [{ name: 'ridge' }] }, 'title', PLAIN).html).toBe('<section><h2>Tags</h2><ul><li><p class="text">ridge</p></li></ul></section>');
});

test('pictures may come from where they are kept, and from nowhere else', () => {
  const file = (url: string) => ({ url, mime: 'image/png' });
  expect(imageOrigins({ cover: file('https://cdn.example/a.png'), gallery: [file('https://cdn.example/b.png'), file('/c.png'), file("https://x'y;z.example/")], link: { url: 'https://other.example' } })).not.toContain('https://other.example');
  expect(imageOrigins([file('https://cdn.example:8443/a.png'), file('javascript:x')])).toEqual(['https://cdn.example:8443']);
  for (const origin of imageOrigins(file("https://a.example/;script-src *"))) expect(origin).toBe('https://a.example');
});

describe('languages', () => {
  test.each([
    ['zh-TW', 'zh-Hant'],
    ['zh-HK,zh;q=0.9', 'zh-Hant'],
    ['zh-Hant-TW', 'zh-Hant'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['de-DE,de;q=0.9,en-US;q=0.8', 'en'],
    ['de,zh-TW;q=0.4', 'zh-Hant'],
    ['', 'en'],
    ['*', 'en'],
  ])('%s is answered in %s', (accepted, language) => {
    expect(languageOf(accepted)).toBe(language);
  });

  test('the two Chinese pages are two translations', () => {
    expect(LANGUAGES.map((language) => TEXTS[language].self)).toEqual(['English', '简体中文', '繁體中文']);
    expect(TEXTS['zh-Hans'].void.changed).not.toEqual(TEXTS['zh-Hant'].void.changed);
  });
});
