import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { Message } from '@strapi/icons';
import type { ComparedField } from '../../../../../contracts/review';
import { Chip } from '../../../components/Chip';
import { Note } from '../../../components/Note';
import { useText } from '../../../i18n/use-text';
import { Prose } from './looks';
import { StoredOtherwise } from './StoredOtherwise';
import { isShown, Value } from './Value';
import { useContentView } from './view';

interface FieldProps {
  readonly field: ComparedField;
  readonly isTitle: boolean;
  readonly onComment: ((path: string) => void) | null;
}

const isCoarse = ({ value }: ComparedField): boolean => (value.kind === 'text' || value.kind === 'rich-text') && value.coarse;

const Field = ({ field, isTitle, onComment }: FieldProps) => {
  const text = useText();
  const { marked, uid } = useContentView();
  const name = text.field(uid, field.name);
  const shows = marked && field.changed;
  return (
    <Box tag="section" aria-label={name} paddingBottom={5}>
      <Flex gap={2} paddingBottom={1}>
        <Typography variant="sigma" textColor="neutral600">
          {name}
        </Typography>
        {shows ? <Chip colour="warning">{text('review.change.changed')}</Chip> : null}
        {onComment === null ? null : (
          <IconButton label={text('review.comment.onField', { field: name })} variant="ghost" size="XS" onClick={() => onComment(field.path)}>
            <Message />
          </IconButton>
        )}
      </Flex>
      {shows && isCoarse(field) ? <Note tone="neutral" title={text('review.coarse')} /> : null}
      <div data-path={field.path}>
        {isTitle ? (
          <Typography tag="div" variant="alpha" textColor="neutral800">
            <Value field={field} />
          </Typography>
        ) : field.value.kind === 'text' || field.value.kind === 'choice' || field.value.kind === 'value' || field.value.kind === 'relation' ? (
          <Prose>
            <Value field={field} />
          </Prose>
        ) : (
          <Value field={field} />
        )}
        <StoredOtherwise field={field} />
      </div>
    </Box>
  );
};

interface Props {
  readonly fields: readonly ComparedField[];
  readonly title: string;
  readonly onComment: ((path: string) => void) | null;
}

/** What readers get first, then what the team keeps with it: both are what is approved. */
export const Fields = ({ fields, title, onComment }: Props) => {
  const text = useText();
  const { marked } = useContentView();
  const shown = fields.filter((field) => isShown(field, marked));
  const draw = (field: ComparedField) => <Field key={field.path} field={field} isTitle={field.name === title} onComment={onComment} />;
  const inside = shown.filter(({ delivered }) => !delivered);
  return (
    <>
      <Box tag="article" background="neutral0" hasRadius shadow="tableShadow" padding={6} aria-label={text('review.content')}>
        {shown.filter(({ delivered }) => delivered).map(draw)}
      </Box>
      {inside.length === 0 ? null : (
        <Box tag="section" background="neutral0" hasRadius shadow="tableShadow" padding={6} aria-label={text('review.inside')}>
          <Typography tag="h2" variant="delta" paddingBottom={4}>
            {text('review.inside')}
          </Typography>
          {inside.map(draw)}
        </Box>
      )}
    </>
  );
};
