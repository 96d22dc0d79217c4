/** The stage in the address of Strapi's list, beside the filters that Strapi keeps there itself. Pure. */
const KEY = '__stage';

interface Conditions {
  readonly $and?: readonly Readonly<Record<string, unknown>>[];
}

export interface ListQuery {
  readonly filters?: Conditions;
}

const conditionsOf = ({ filters }: ListQuery): NonNullable<Conditions['$and']> => (Array.isArray(filters?.$and) ? filters.$and : []);

/** '' when the list is not filtered by stage, or in a way that this control does not offer. */
export const stageOf = (query: ListQuery): string => {
  const condition = conditionsOf(query).find((one) => KEY in one)?.[KEY] as { readonly $eq?: unknown } | undefined;
  return typeof condition?.$eq === 'string' ? condition.$eq : '';
};

/** The same filters with another stage; '' takes the stage out. */
export const withStage = (query: ListQuery, stage: string): Conditions => ({
  ...query.filters,
  $and: [...conditionsOf(query).filter((one) => !(KEY in one)), ...(stage === '' ? [] : [{ [KEY]: { $eq: stage } }])],
});
