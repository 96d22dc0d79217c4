/** What front ends are served: exactly the delivered attributes of the frozen content, and nothing that is private. */
import { parseConfig, type GovernedType, type WorkflowConfig } from '../../../src/plugins/content-workflow/server/src/config';
import type { Schema } from '../../../src/plugins/content-workflow/server/src/engine/schema';
import { deliverySchemas } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/shape';
import { deliveredAttributes, etagOf, payloadOf } from '../../../src/plugins/content-workflow/server/src/publishing/payload';

const schemas: Record<string, Schema> = {
  'api::post.post': {
    uid: 'api::post.post',
    info: { displayName: 'Post' },
    attributes: {
      title: { type: 'string' },
      body: { type: 'blocks' },
      cover: { type: 'media', multiple: false },
      gallery: { type: 'media', multiple: true },
      activity: { type: 'relation', relation: 'manyToOne', target: 'api::activity.activity', inversedBy: 'posts' },
      links: { type: 'component', repeatable: true, component: 'shared.link' },
      sections: { type: 'dynamiczone', components: ['shared.link'] },
      budget: { type: 'decimal', private: true },
      createdBy: { type: 'relation', relation: 'oneToOne', target: 'admin::user', private: true },
      password: { type: 'password' },
    },
  },
  'shared.link': { uid: 'shared.link', info: { displayName: 'Link' }, attributes: { url: { type: 'string' }, campaignCode: { type: 'string', private: true } } },
};
const schemaOf = (uid: string): Schema => {
  const schema = schemas[uid];
  if (schema === undefined) throw new Error(`no schema ${uid}`);
  return schema;
};

const config = (fields: readonly string[] | null = null): WorkflowConfig => parseConfig({ types: { 'api::post.post': { path: 'posts', title: 'title', review: [{ key: 'a', name: 'A' }], delivery: { fields } } } });
const type = (fields: readonly string[] | null = null): GovernedType => Object.values(config(fields).types)[0] as GovernedType;

const subject = { uid: 'api::post.post', documentId: 'abc', locale: 'en' };
const picture = { id: 7, url: '/uploads/a.jpg', hash: 'secret', mime: 'image/jpeg', width: 10, height: 5, alternativeText: 'A fair', caption: null, formats: { small: { url: '/uploads/small_a.jpg', path: null, hash: 'x', width: 5, height: 2, mime: 'image/jpeg' } } };
const content = {
  title: 'Spring fair',
  body: [{ type: 'paragraph', children: [{ type: 'text', text: 'Come!' }] }],
  cover: picture,
  gallery: [picture],
  activity: { documentId: 'act', label: 'Spring', slug: 'spring', internalNote: 'x' },
  links: [{ url: 'https://example.org', campaignCode: 'secret' }],
  sections: [{ __component: 'shared.link', url: 'https://example.org', campaignCode: 'secret' }],
  budget: 4200,
};

const payload = (fields: readonly string[] | null = null, overrides: Record<string, unknown> = {}) =>
  payloadOf(schemaOf, { subject, type: type(fields), content: { ...content, ...overrides }, publishedAt: '2026-11-29T01:00:00.000Z', firstPublishedAt: '2026-11-01T01:00:00.000Z' });

test('without a list, every attribute is delivered that is not private, and who and when', () => {
  expect(Object.keys(payload())).toEqual(['id', 'type', 'locale', 'activity', 'body', 'cover', 'gallery', 'links', 'sections', 'title', 'publishedAt', 'firstPublishedAt']);
  expect(payload()).toMatchObject({ id: 'abc', type: 'posts', locale: 'en', title: 'Spring fair', publishedAt: '2026-11-29T01:00:00.000Z' });
});

test('with a list, exactly the listed attributes are delivered', () => {
  expect(Object.keys(payload(['title', 'cover']))).toEqual(['id', 'type', 'locale', 'cover', 'title', 'publishedAt', 'firstPublishedAt']);
});

test('a private attribute is not delivered, also when it is listed', () => {
  expect(payload(['title', 'budget', 'password'])).not.toHaveProperty('budget');
  expect(deliveredAttributes(schemaOf('api::post.post'), type(['budget', 'password', 'createdBy']))).toEqual([]);
});

test('private attributes of components are left out, in lists and in dynamic zones', () => {
  expect(payload()).toMatchObject({ links: [{ url: 'https://example.org' }], sections: [{ component: 'shared.link', url: 'https://example.org' }] });
  expect(JSON.stringify(payload())).not.toContain('secret');
});

test('a media file is what an image tag needs', () => {
  const file = { url: '/uploads/a.jpg', mime: 'image/jpeg', width: 10, height: 5, alt: 'A fair', caption: null, formats: { small: { url: '/uploads/small_a.jpg', width: 5, height: 2, mime: 'image/jpeg' } } };
  expect(payload()).toMatchObject({ cover: file, gallery: [file] });
  expect((payload() as { cover: object }).cover).toEqual(file);
});

test('a relation is an id, a name and an address, and nothing of the other entry', () => {
  expect(payload().activity).toEqual({ id: 'act', label: 'Spring', slug: 'spring' });
});

test('what is not there is null or an empty list, never left out', () => {
  expect(payload(null, { cover: null, activity: undefined, gallery: [], title: undefined })).toMatchObject({ cover: null, activity: null, gallery: [], title: null });
});

test('a type without localisation has no locale', () => {
  expect(payloadOf(schemaOf, { subject: { ...subject, locale: '' }, type: type(), content, publishedAt: null, firstPublishedAt: null })).toMatchObject({ locale: null, publishedAt: null });
});

test('the same content is served as the same bytes, in whatever order it was read', () => {
  const shuffled = Object.fromEntries(Object.entries(content).reverse());
  const again = payloadOf(schemaOf, { subject, type: type(), content: shuffled, publishedAt: '2026-11-29T01:00:00.000Z', firstPublishedAt: '2026-11-01T01:00:00.000Z' });
  expect(JSON.stringify(again)).toBe(JSON.stringify(payload()));
});

describe('the shape that is documented is the shape that is served', () => {
  type Shape = { type?: string; required?: string[]; properties?: Record<string, Shape>; items?: Shape; anyOf?: Shape[]; $ref?: string };
  const shapes = deliverySchemas(config(), schemaOf) as Record<string, Shape>;

  /** Places where a value has other keys than its shape, or is no list where a list is promised. */
  const differences = (shape: Shape, value: unknown, at = ''): string[] => {
    if (shape.$ref !== undefined) return differences(shapes[shape.$ref.split('/').at(-1) ?? ''] ?? {}, value, at);
    if (shape.anyOf !== undefined) return value === null ? [] : differences(shape.anyOf[0] ?? {}, value, at);
    if (shape.type === 'array') return Array.isArray(value) ? value.flatMap((v, i) => differences(shape.items ?? {}, v, `${at}.${i}`)) : [`${at} is no list`];
    if (shape.properties === undefined) return [];
    const entry = value as Record<string, unknown>;
    const promised = Object.keys(shape.properties);
    const wrong = [...promised.filter((key) => !(key in entry)), ...Object.keys(entry).filter((key) => !promised.includes(key))];
    return [...wrong.map((key) => `${at}.${key}`), ...promised.flatMap((key) => differences(shape.properties?.[key] ?? {}, entry[key], `${at}.${key}`))];
  };

  test('key for key, down to the parts', () => {
    expect(differences(shapes['delivery.posts'] ?? {}, payload())).toEqual([]);
    expect(shapes['delivery.posts']?.required).toEqual(expect.arrayContaining(Object.keys(payload())));
  });

  test('an attribute that is not delivered is not documented', () => {
    expect(JSON.stringify(deliverySchemas(config(['title', 'budget']), schemaOf)['delivery.posts'])).not.toContain('budget');
    expect(JSON.stringify(shapes)).not.toContain('campaignCode');
  });
});

test('an entity tag is a quoted strong validator that changes with every byte', () => {
  expect(etagOf('{}')).toMatch(/^"[\w-]{27}"$/);
  expect(etagOf('{}')).toBe(etagOf('{}'));
  expect(etagOf('{} ')).not.toBe(etagOf('{}'));
});
