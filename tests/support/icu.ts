/** What stands between the braces of a message. */
import { createIntl } from 'react-intl';

interface Element {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
  readonly children?: readonly Element[];
}

/** The names of a message's ICU arguments and rich-text tags; parsing it throws where its syntax is wrong. */
export const argumentsOf = (message: string): string[] => {
  const names = new Set<string>();
  const visit = (elements: readonly Element[]): void => {
    for (const element of elements) {
      // 0 is plain text and 7 the `#` of a plural; everything else has a name.
      if (element.type !== 0 && element.type !== 7 && element.value !== undefined) names.add(element.value);
      for (const option of Object.values(element.options ?? {})) visit(option.value);
      visit(element.children ?? []);
    }
  };
  const { formatters } = createIntl({ locale: 'en', messages: {} });
  visit(formatters.getMessageFormat(message, 'en').getAst() as unknown as Element[]);
  return [...names].sort();
};
