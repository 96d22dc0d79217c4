/** The OpenAPI document, made from the same rows as the routes. */
import { z } from '@strapi/utils';
import type { Endpoint } from './endpoint';

type Json = Record<string, unknown>;

const pathOf = (prefix: string, path: string): string => prefix + path.replace(/:(\w+)/g, '{$1}');

const pathParameters = (path: string): Json[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

const schemaOf = (schema: z.ZodType): Json => {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  return json;
};

const queryParameters = (query: z.ZodObject | undefined): Json[] => {
  if (query === undefined) return [];
  const json = schemaOf(query) as { properties?: Json; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, schema]) => ({ name, in: 'query', required: json.required?.includes(name) ?? false, schema }));
};

const SECURITY: Readonly<Record<Endpoint['access']['kind'], Json[]>> = { admin: [{ adminSession: [] }], 'public-api': [{ apiToken: [] }, {}], signed: [{}], sender: [{ memberSession: [] }, { guestToken: [] }] };

const refer = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

const json = (description: string, schema: Json): Json => ({ description, content: { 'application/json': { schema } } });

const dataOf = (data: NonNullable<Endpoint['data']>, schemas: readonly string[]): Json => {
  const one: Json = { oneOf: schemas.filter((name) => name.startsWith(data.schemas)).map(refer) };
  return { type: 'object', required: ['data'], properties: { data: data.list ? { type: 'array', items: one } : one, meta: { type: 'object' } } };
};

const responseOf = (endpoint: Endpoint, status: string, description: string, schemas: readonly string[]): Json => {
  if (Number(status) >= 400) return json(description, refer('Error'));
  return status === '200' && endpoint.data !== undefined ? json(description, dataOf(endpoint.data, schemas)) : { description };
};

/** With files the same body is one field of a form, as JSON. */
const contentOf = (body: z.ZodType, files: string | undefined): Json => {
  const schema = schemaOf(body);
  const form: Json = { type: 'object', required: ['data'], properties: { data: schema, ...(files === undefined ? {} : { [files]: { type: 'array', items: { type: 'string', format: 'binary' } } }) } };
  return { 'application/json': { schema }, ...(files === undefined ? {} : { 'multipart/form-data': { schema: form, encoding: { data: { contentType: 'application/json' } } } }) };
};

const operation = (endpoint: Endpoint, schemas: readonly string[]): Json => ({
  operationId: endpoint.handler,
  summary: endpoint.summary,
  ...(endpoint.access.kind === 'admin' ? { description: `Permission: \`${endpoint.access.permission}\`.` } : {}),
  security: SECURITY[endpoint.access.kind],
  parameters: [...pathParameters(endpoint.path), ...queryParameters(endpoint.query)],
  ...(endpoint.body === undefined ? {} : { requestBody: { required: true, content: contentOf(endpoint.body, endpoint.files) } }),
  responses: Object.fromEntries(Object.entries(endpoint.answers).map(([status, description]) => [status, responseOf(endpoint, status, description, schemas)])),
});

const ERROR: Json = {
  type: 'object',
  required: ['data', 'error'],
  properties: {
    data: { type: 'null' },
    error: {
      type: 'object',
      required: ['status', 'name', 'message', 'details'],
      properties: {
        status: { type: 'integer' },
        name: { type: 'string' },
        message: { type: 'string', description: 'One sentence for people.' },
        details: {
          type: 'object',
          properties: {
            code: { type: 'string' },
            field: { type: 'string' },
            guard: { type: 'string', description: 'The guard that said no.' },
            who: { type: 'array', items: { type: 'string' }, description: 'Who could pass it.' },
            next: { type: 'string', description: 'What to do next.' },
          },
        },
      },
    },
  },
};

export interface Surface {
  readonly prefix: string;
  readonly endpoints: readonly Endpoint[];
  /** Tells apart two surfaces that share a handler, since operation ids must differ. */
  readonly name: string;
}

/** `schemas` are the shapes that the descriptions of answers refer to, by name. */
export const openApiDocument = (surfaces: readonly Surface[], version: string, schemas: Readonly<Record<string, Json>>): Json => {
  const paths: Record<string, Json> = {};
  for (const { prefix, endpoints, name } of surfaces)
    for (const endpoint of endpoints) {
      const path = pathOf(prefix, endpoint.path);
      paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: { ...operation(endpoint, Object.keys(schemas)), operationId: `${name}.${endpoint.handler}`, tags: [name] } };
    }
  return {
    openapi: '3.1.0',
    info: { title: 'Content Workflow', version, license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: {
      schemas: { Error: ERROR, ...schemas },
      securitySchemes: {
        apiToken: { type: 'http', scheme: 'bearer', description: 'A Strapi API token; read-only tokens reach every GET here but those that tell of drafts and deliveries.' },
        memberSession: { type: 'http', scheme: 'bearer', description: 'A token of Users & Permissions.' },
        guestToken: { type: 'apiKey', in: 'header', name: 'Submission-Guest', description: 'What a guest is given for the code that was mailed to them.' },
        adminSession: { type: 'http', scheme: 'bearer', description: "An administrator's session token." },
      },
    },
  };
};
