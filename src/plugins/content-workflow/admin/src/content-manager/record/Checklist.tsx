import { Box, Flex, Typography } from '@strapi/design-system';
import { CheckCircle, CrossCircle, WarningCircle } from '@strapi/icons';
import type { PieceView } from '../../../../contracts/piece';
import type { CheckResult } from '../../api/types';
import { Disclosure } from '../../components/Disclosure';
import { useText } from '../../i18n/use-text';
import { useLiveChecklist } from './use-live-checklist';

const mark = ({ ok, level }: CheckResult) =>
  ok ? <CheckCircle aria-hidden fill="success600" /> : level !== 'recommended' ? <CrossCircle aria-hidden fill="danger600" /> : <WarningCircle aria-hidden fill="warning600" />;

const Result = ({ result, uid }: { readonly result: CheckResult; readonly uid: string }) => {
  const text = useText();
  const detail = result.problem === null ? text('checklist.ok') : (text.lookUp(`checklist.${result.problem}`, { min: result.min ?? 0, max: result.max ?? 0 }) ?? result.problem);
  return (
    <Flex tag="li" gap={2} alignItems="flex-start">
      <Box paddingTop={1}>{mark(result)}</Box>
      <Box>
        <Typography tag="div" variant="omega">
          {text.field(uid, result.field)}
        </Typography>
        <Typography tag="div" variant="pi" textColor="neutral600">
          {text(`checklist.${result.level}`)} · {detail}
        </Typography>
      </Box>
    </Flex>
  );
};

/** Open while something required is missing, since nothing can be submitted until then. */
export const Checklist = ({ view }: { readonly view: PieceView }) => {
  const text = useText();
  const { results: checklist, live } = useLiveChecklist(view);
  if (checklist.length === 0) return null;
  const done = checklist.filter(({ ok }) => ok).length;
  const blocked = checklist.some(({ ok, level }) => !ok && level === 'required');
  return (
    <Disclosure title={text('checklist.title')} aside={text('checklist.count', { done, all: checklist.length })} open={blocked}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {checklist.map((result, index) => (
          // A field can have several rules, and rules have no names.
          <Result key={`${result.field}/${index}`} result={result} uid={view.uid} />
        ))}
      </Flex>
      {live ? (
        <Typography tag="p" variant="pi" textColor="neutral600">
          {text('checklist.live')}
        </Typography>
      ) : null}
    </Disclosure>
  );
};
