/** How a table of the engine is declared. */
export type Attribute = { readonly type: 'string' | 'text' | 'integer' | 'biginteger' | 'float' | 'boolean'; readonly required?: boolean };
export interface Index {
  readonly name: string;
  readonly columns: readonly string[];
  readonly type?: 'unique';
}

export const string = { type: 'string' } as const;
export const text = { type: 'text' } as const;
export const integer = { type: 'integer' } as const;
export const time = { type: 'biginteger' } as const;
export const number = { type: 'float' } as const;
export const flag = { type: 'boolean' } as const;

export const table = (singularName: string, collectionName: string, attributes: Readonly<Record<string, Attribute>>, indexes: readonly Index[]) => ({
  schema: {
    kind: 'collectionType',
    collectionName,
    info: { singularName, pluralName: `${singularName}s`, displayName: `Workflow ${singularName}` },
    options: { draftAndPublish: false },
    pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
    // Strapi writes into the attribute objects, so no two columns may share one.
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, { ...attribute }])),
    indexes,
  },
});
