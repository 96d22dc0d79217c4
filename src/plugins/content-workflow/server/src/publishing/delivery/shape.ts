/** The delivery shape of each governed type as JSON Schema, made from the same attributes as the payload itself. */
import type { WorkflowConfig } from '../../config';
import { contentAttributes, type Attribute, type Schema, type SchemaOf } from '../../engine/schema';
import { deliveredAttributes } from '../payload';

type Json = Record<string, unknown>;

const nullable = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] });

const text = { type: 'string' } as const;
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** Strapi's attribute types and what they are in JSON. */
const SCALARS: Readonly<Record<string, Json>> = {
  string: text,
  text,
  richtext: text,
  email: text,
  uid: text,
  enumeration: text,
  biginteger: text,
  integer: { type: 'integer' },
  float: { type: 'number' },
  decimal: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  time: text,
  datetime: { type: 'string', format: 'date-time' },
  timestamp: { type: 'string', format: 'date-time' },
  blocks: { type: 'array', items: { type: 'object' }, description: "Strapi's rich text blocks." },
  json: {},
};

const publicObject = (schemaOf: SchemaOf, attributes: readonly [string, Attribute][]): Json => ({
  type: 'object',
  required: attributes.map(([name]) => name),
  properties: Object.fromEntries(attributes.map(([name, attribute]) => [name, shapeOf(schemaOf, attribute)])),
});

const component = (schemaOf: SchemaOf, schema: Schema): Json => publicObject(schemaOf, contentAttributes(schema).filter(([, a]) => a.private !== true));

const shapeOf = (schemaOf: SchemaOf, attribute: Attribute): Json => {
  const many = (one: Json, multiple: boolean): Json => (multiple ? { type: 'array', items: one } : nullable(one));
  switch (attribute.type) {
    case 'media':
      return many(ref('File'), attribute.multiple === true);
    case 'relation':
      return many(ref('Reference'), /ToMany$/.test(attribute.relation ?? ''));
    case 'component':
      return many(component(schemaOf, schemaOf(attribute.component ?? '')), attribute.repeatable === true);
    case 'dynamiczone':
      return { type: 'array', items: { type: 'object', required: ['component'] } };
    default: {
      const scalar = SCALARS[attribute.type] ?? {};
      return Object.keys(scalar).length === 0 ? {} : nullable(scalar);
    }
  }
};

const COMMON: Json = {
  id: { type: 'string', description: 'The document id.' },
  type: text,
  locale: nullable(text),
  publishedAt: { type: 'string', format: 'date-time', description: 'When this edition went live.' },
  firstPublishedAt: { type: 'string', format: 'date-time', description: 'When the first edition went live.' },
};

const SHARED: Readonly<Record<string, Json>> = {
  File: {
    type: 'object',
    required: ['url', 'mime', 'width', 'height', 'alt', 'caption', 'formats'],
    properties: {
      url: text,
      mime: text,
      width: nullable({ type: 'integer' }),
      height: nullable({ type: 'integer' }),
      alt: nullable(text),
      caption: nullable(text),
      formats: {
        type: 'object',
        description: 'Responsive sizes by name.',
        additionalProperties: { type: 'object', properties: { url: text, mime: text, width: { type: 'integer' }, height: { type: 'integer' } } },
      },
    },
  },
  Reference: {
    type: 'object',
    required: ['id', 'label', 'slug'],
    properties: { id: text, label: nullable(text), slug: nullable(text) },
  },
};

/** `delivery.<path>` for each governed type, and the shapes they share. */
export const deliverySchemas = (config: WorkflowConfig, schemaOf: SchemaOf): Record<string, Json> => ({
  ...SHARED,
  ...Object.fromEntries(
    Object.entries(config.types).map(([uid, type]) => {
      const own = publicObject(schemaOf, deliveredAttributes(schemaOf(uid), type)) as { required: string[]; properties: Json };
      return [`delivery.${type.path}`, { type: 'object', required: [...Object.keys(COMMON), ...own.required], properties: { ...COMMON, ...own.properties } }];
    })
  ),
});
