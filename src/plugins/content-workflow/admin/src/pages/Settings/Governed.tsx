import { Box, Flex, Typography } from '@strapi/design-system';
import { Chip } from '../../components/Chip';
import { Section } from '../../components/Section';
import { useText } from '../../i18n/use-text';
import type { Settings } from './model';

/** As it stands in `config/plugins.ts`; the same in every language. */
const EXAMPLE = `'api::page.page': {
  path: 'pages',
  title: 'title',
  slug: 'slug',
  review: [{ key: 'editorial', name: 'Editorial', roles: ['cw-reviewer'] }],
  delivery: { fields: ['title', 'slug', 'body'] },
},`;

/** Which types the workflow governs is code: it decides what leaves the house, and is put in force at a start. */
export const Governed = ({ settings, nameOf }: { readonly settings: Settings; readonly nameOf: (uid: string) => string }) => {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Section title={text('settings.governed')}>
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
          {settings.types.map(({ uid, path }) => (
            <Flex tag="li" key={uid} gap={3} background="neutral0" hasRadius shadow="tableShadow" padding={4} wrap="wrap">
              <Typography fontWeight="semiBold">{nameOf(uid)}</Typography>
              <Chip colour="success">{text('settings.governed.yes')}</Chip>
              <Typography variant="pi" textColor="neutral600">
                {uid} · /api/delivery/{path}
              </Typography>
            </Flex>
          ))}
        </Flex>
      </Section>
      {settings.ungoverned.length === 0 ? null : (
        <Section title={text('settings.ungoverned')}>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
            {settings.ungoverned.map(({ uid, displayName, because }) => (
              <Flex tag="li" key={uid} gap={3} background="neutral0" hasRadius shadow="tableShadow" padding={4} wrap="wrap">
                <Typography fontWeight="semiBold">{text.own(displayName)}</Typography>
                <Typography variant="pi" textColor="neutral600">
                  {uid} · {text(`settings.ungoverned.${because}`)}
                </Typography>
              </Flex>
            ))}
          </Flex>
        </Section>
      )}
      <Section title={text('settings.governed.how')}>
        <Box background="neutral0" hasRadius shadow="tableShadow" padding={4}>
          <Typography tag="p" paddingBottom={3}>
            {text('settings.governed.why')}
          </Typography>
          <Box tag="pre" background="neutral100" hasRadius padding={3} overflow="auto" tabIndex={0} aria-label="config/plugins.ts">
            <Typography tag="code" variant="pi">
              {EXAMPLE}
            </Typography>
          </Box>
        </Box>
      </Section>
    </Flex>
  );
};
