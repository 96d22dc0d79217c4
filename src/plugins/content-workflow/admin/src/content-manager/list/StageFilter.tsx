import { deepEncodeQueryValues, useQueryParams, withEncodedUserParams } from '@strapi/strapi/admin';
import { Box, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { STAGES } from '../../piece/stages';
import { useText } from '../../i18n/use-text';
import { stageOf, withStage, type ListQuery } from './stage-query';

/** A select can not hold '', so "no filter" has a word. */
const ALL = 'all';

/** A narrower one would cut the longest name of a stage. */
const WIDTH = '18rem';

export const StageFilter = () => {
  const text = useText();
  const [{ query }, setQuery] = useQueryParams<ListQuery & { page?: number }>();
  const stage = stageOf(query);
  const choose = (value: string | number): void =>
    setQuery(withEncodedUserParams(query, { filters: deepEncodeQueryValues(withStage(query, value === ALL ? '' : String(value))), page: 1 }), 'push');
  return (
    <Box width={WIDTH}>
      <SingleSelect size="S" aria-label={text('list.filter')} value={stage === '' ? ALL : stage} onChange={choose}>
        <SingleSelectOption value={ALL}>{text('list.filter.all')}</SingleSelectOption>
        {STAGES.map((state) => (
          <SingleSelectOption key={state} value={state}>
            {text.named('state', state)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
};
