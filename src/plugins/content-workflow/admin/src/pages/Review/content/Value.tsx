import { Box, Flex, Typography } from '@strapi/design-system';
import type { FieldDiff, LinkDiff, MediaDiff, PartDiff, ValueDiff } from '../../../../../core/review/compare';
import { Chip, type ChipColour } from '../../../components/Chip';
import { useText } from '../../../i18n/use-text';
import { useTimes } from '../../../i18n/use-times';
import { fileAddress } from '../../../api/addresses';
import { Added, Prose, Removed } from './looks';
import { RichText } from './RichText';
import { StoredOtherwise } from './StoredOtherwise';
import { useContentView } from './view';
import { Words } from './Words';

const COLOURS: Readonly<Record<MediaDiff['standing'], ChipColour>> = { same: 'neutral', added: 'success', removed: 'danger', changed: 'warning' };

const StandingChip = ({ standing }: { readonly standing: MediaDiff['standing'] }) => {
  const text = useText();
  return standing === 'same' ? null : <Chip colour={COLOURS[standing]}>{text(`review.change.${standing}`)}</Chip>;
};

const File = ({ file, alt }: { readonly file: NonNullable<MediaDiff['after']>; readonly alt: string }) => {
  const url = fileAddress(file.url);
  if (file.mime.startsWith('image/')) return <img src={url} alt={alt} loading="lazy" />;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {file.name}
    </a>
  );
};

const Media = ({ media }: { readonly media: MediaDiff }) => {
  const text = useText();
  const { marked } = useContentView();
  const { before, after, standing } = media;
  const isReplaced = before !== null && after !== null && before.url !== after.url;
  if (after === null && !marked) return null;
  return (
    <Box tag="figure" style={{ margin: 0 }}>
      {marked ? <StandingChip standing={standing} /> : null}
      <Flex gap={4} wrap="wrap" alignItems="flex-start" paddingTop={marked && standing !== 'same' ? 2 : 0}>
        {marked && before !== null && (after === null || isReplaced) ? (
          <Box maxWidth={isReplaced ? '24rem' : '100%'} style={{ opacity: 0.7 }}>
            <File file={before} alt={before.alternativeText} />
            <Removed>{text('review.media.before')}</Removed>
          </Box>
        ) : null}
        {after === null ? null : (
          <Box>
            <File file={after} alt={after.alternativeText} />
            {marked && isReplaced ? <Added>{text('review.media.after')}</Added> : null}
          </Box>
        )}
      </Flex>
      <figcaption>
        {media.caption.runs.length === 0 ? null : (
          <div>
            <Words runs={media.caption.runs} path={null} />
          </div>
        )}
        <div>
          {text('review.media.alt')} {media.alternativeText.runs.length === 0 ? text('review.media.noAlt') : <Words runs={media.alternativeText.runs} path={null} />}
        </div>
      </figcaption>
    </Box>
  );
};

const Links = ({ links }: { readonly links: readonly LinkDiff[] }) => {
  const { marked } = useContentView();
  const shown = links.filter(({ standing }) => marked || standing !== 'removed');
  return (
    <Flex tag="ul" gap={2} wrap="wrap" style={{ listStyle: 'none', padding: 0 }}>
      {shown.map(({ label, standing }, i) => (
        <li key={i}>{!marked || standing === 'same' ? label : standing === 'added' ? <Added>{label}</Added> : <Removed>{label}</Removed>}</li>
      ))}
    </Flex>
  );
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

const usePlain = (): ((value: unknown) => string) => {
  const text = useText();
  const times = useTimes();
  return (value) => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'boolean') return text(value ? 'review.value.yes' : 'review.value.no');
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string') return INSTANT.test(value) ? times.exact(value) : value;
    return JSON.stringify(value, null, 2);
  };
};

interface ScalarProps {
  readonly before: unknown;
  readonly after: unknown;
  readonly changed: boolean;
  readonly plain: (value: unknown) => string;
}

const Scalar = ({ before, after, changed, plain }: ScalarProps) => {
  const { marked } = useContentView();
  if (!marked || !changed) return <span style={{ whiteSpace: 'pre-wrap' }}>{plain(after)}</span>;
  return (
    <span style={{ whiteSpace: 'pre-wrap' }}>
      {plain(before) === '' ? null : <Removed>{plain(before)}</Removed>} {plain(after) === '' ? null : <Added>{plain(after)}</Added>}
    </span>
  );
};

const Plain = (props: Omit<ScalarProps, 'plain'>) => <Scalar {...props} plain={usePlain()} />;

const Choice = (props: Omit<ScalarProps, 'plain'>) => {
  const text = useText();
  return <Scalar {...props} plain={(value) => (typeof value === 'string' ? text.own(value) : '')} />;
};

const Part = ({ part }: { readonly part: PartDiff }) => {
  const text = useText();
  const { marked } = useContentView();
  if (part.standing === 'removed' && !marked) return null;
  return (
    <Box tag="li" padding={3} borderColor="neutral200" hasRadius>
      {marked ? <StandingChip standing={part.standing} /> : null}
      {part.kindName === null ? null : (
        <Typography tag="p" variant="pi" fontWeight="bold">
          {text.own(part.kindName)}
        </Typography>
      )}
      <Flex tag="dl" direction="column" alignItems="stretch" gap={1}>
        {part.fields.filter((field) => isShown(field, marked)).map((field) => (
          <PartField key={field.name} component={part.component} field={field} />
        ))}
      </Flex>
    </Box>
  );
};

const PartField = ({ component, field }: { readonly component: string; readonly field: FieldDiff }) => {
  const text = useText();
  return (
    <Flex gap={3} alignItems="baseline" wrap="wrap">
      <Typography tag="dt" variant="pi" textColor="neutral600">
        {text.field(component, field.name)}
      </Typography>
      <Box tag="dd" data-path={field.path} style={{ margin: 0 }}>
        <Value field={field} />
        <StoredOtherwise field={field} />
      </Box>
    </Flex>
  );
};

const hasContent = (value: ValueDiff, marked: boolean): boolean => {
  switch (value.kind) {
    case 'text':
      return value.runs.some(({ kind }) => marked || kind !== 'removed');
    case 'rich-text':
      return value.lines.some(({ kind }) => marked || kind !== 'removed');
    case 'choice':
    case 'value':
      return value.after !== null || (marked && value.before !== null);
    case 'media':
      return value.files.some(({ after }) => marked || after !== null);
    case 'relation':
      return value.links.some(({ standing }) => marked || standing !== 'removed');
    case 'parts':
      return value.parts.some(({ standing }) => marked || standing !== 'removed');
  }
};

/** What is empty on both sides is left out; what was emptied is shown while changes are. */
export const isShown = ({ value, stored }: Pick<FieldDiff, 'value' | 'stored'>, marked: boolean): boolean => hasContent(value, marked) || (marked && stored !== null);

export const Value = ({ field }: { readonly field: FieldDiff }) => {
  const { value, path, changed } = field;
  switch (value.kind) {
    case 'text':
      return (
        <span style={{ whiteSpace: 'pre-wrap' }}>
          <Words runs={value.runs} path={path} />
        </span>
      );
    case 'rich-text':
      return <RichText diff={value} path={path} />;
    case 'choice':
      return <Choice before={value.before} after={value.after} changed={changed} />;
    case 'value':
      return <Plain before={value.before} after={value.after} changed={changed} />;
    case 'media':
      return (
        <Prose>
          {value.files.map((media, i) => (
            <Media key={i} media={media} />
          ))}
        </Prose>
      );
    case 'relation':
      return <Links links={value.links} />;
    case 'parts':
      return (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2} style={{ listStyle: 'none', padding: 0 }}>
          {value.parts.map((part, i) => (
            <Part key={i} part={part} />
          ))}
        </Flex>
      );
  }
};
