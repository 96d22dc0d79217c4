/** From Strapi's schemas to what the comparison knows of an attribute. */
import type { Field, FieldsOf, Shape } from '../../../../core/review/compare';
import { contentAttributes, type Attribute, type SchemaOf } from '../../engine/schema';

const shapeOf = (schemaOf: SchemaOf, attribute: Attribute): Shape => {
  switch (attribute.type) {
    case 'string':
    case 'text':
    case 'richtext':
    case 'email':
    case 'uid':
      return { kind: 'text' };
    case 'blocks':
      return { kind: 'rich-text' };
    case 'media':
      return { kind: 'media' };
    case 'relation':
      return { kind: 'relation' };
    case 'component':
      return { kind: 'component', component: attribute.component ?? '' };
    case 'dynamiczone':
      return { kind: 'zone', names: Object.fromEntries((attribute.components ?? []).map((uid) => [uid, schemaOf(uid).info.displayName])) };
    case 'enumeration':
      return { kind: 'choice' };
    default:
      return { kind: 'value' };
  }
};

export const fieldsReader =
  (schemaOf: SchemaOf): FieldsOf =>
  (uid) =>
    contentAttributes(schemaOf(uid)).map(([name, attribute]): Field => ({ name, shape: shapeOf(schemaOf, attribute) }));

/** As a reader meets them: the name first, then what front ends get in its configured order, then the rest. */
export const inReadingOrder = (fields: readonly Field[], title: string, delivered: readonly string[] | null): Field[] => {
  const rank = ({ name }: Field): number => {
    if (name === title) return -1;
    const place = delivered?.indexOf(name) ?? 0;
    return place < 0 ? Number.MAX_SAFE_INTEGER : place;
  };
  return [...fields].sort((a, b) => rank(a) - rank(b));
};
