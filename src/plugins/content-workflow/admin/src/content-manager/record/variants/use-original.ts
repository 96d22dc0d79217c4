import { useCallback } from 'react';
import { unstable_useContentManagerContext as useContentManagerContext, useForm } from '@strapi/strapi/admin';
import { inputKind, type Attribute, type InputKind } from './variant-form';

export interface Original {
  /** What the saved entry says. */
  readonly value: (name: string) => unknown;
  readonly kindOf: (name: string) => InputKind | null;
  readonly attribute: (name: string) => Attribute | undefined;
  /** True where the form behind holds something that is not saved: variants are compared with what is saved. */
  readonly unsaved: boolean;
}

/** The entry in the edit view, as it is stored. */
export const useOriginal = (): Original => {
  const { contentType } = useContentManagerContext();
  const stored = useForm('ContentWorkflow', ({ initialValues }) => initialValues as Readonly<Record<string, unknown>>, false);
  const unsaved = useForm('ContentWorkflow', ({ modified }) => modified, false) === true;
  const attribute = useCallback((name: string): Attribute | undefined => (contentType?.attributes as Readonly<Record<string, Attribute>> | undefined)?.[name], [contentType]);
  const value = useCallback((name: string): unknown => stored?.[name], [stored]);
  const kindOf = useCallback((name: string): InputKind | null => inputKind(attribute(name)), [attribute]);
  return { value, kindOf, attribute, unsaved };
};
