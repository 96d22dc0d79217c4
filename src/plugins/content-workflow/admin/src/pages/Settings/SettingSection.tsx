import { useId, type ReactNode } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import type { SettingsPath } from '../../../../contracts/settings';
import { Chip } from '../../components/Chip';
import { Note } from '../../components/Note';
import { useText, type MessageKey } from '../../i18n/use-text';
import { fileChangeAt, problemOf, same, samePath, valueAt } from './model';
import type { Draft } from './use-draft';
import { useProblemText } from './use-problem-text';
import { useValueText } from './use-value-text';

interface Props {
  readonly draft: Draft;
  readonly path: SettingsPath;
  readonly title: MessageKey;
  readonly help: MessageKey;
  readonly children: ReactNode;
}

/** The file says something else since this was changed here: somebody has to look at both. */
const FileChanged = ({ draft, path }: Pick<Props, 'draft' | 'path'>) => {
  const text = useText();
  const valueText = useValueText();
  const change = fileChangeAt(draft.settings.notices, path);
  if (change === null || draft.keeps.some((kept) => samePath(kept, path)) || same(valueAt(draft.values, path), change.now)) return null;
  return (
    <Note
      tone="warning"
      title={text('settings.fileChanged')}
      action={
        <Flex gap={2} paddingTop={2} wrap="wrap">
          <Button size="S" variant="secondary" onClick={() => draft.keep(path)}>
            {text('settings.fileChanged.keep')}
          </Button>
          <Button size="S" variant="tertiary" onClick={() => draft.reset(path)}>
            {text('settings.fileChanged.take')}
          </Button>
        </Flex>
      }
    >
      {text('settings.fileChanged.values', { then: valueText(path, change.then), now: valueText(path, change.now) })}
    </Note>
  );
};

/** One thing that can be set: where its value comes from, and the way back to the file's. */
export const SettingSection = ({ draft, path, title, help, children }: Props) => {
  const text = useText();
  const problemText = useProblemText();
  const id = useId();
  const isTheFiles = same(valueAt(draft.values, path), valueAt(draft.settings.file, path));
  const problem = problemOf(draft.problems, path);
  return (
    <Box tag="section" aria-labelledby={id} background="neutral0" hasRadius shadow="tableShadow" padding={6}>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4} wrap="wrap" paddingBottom={4}>
        <Box flex="1 1 30rem">
          <Flex gap={3} wrap="wrap">
            <Typography id={id} tag="h3" variant="delta">
              {text(title)}
            </Typography>
            <Chip colour={isTheFiles ? 'secondary' : 'primary'}>{text(isTheFiles ? 'settings.fromFile' : 'settings.changedHere')}</Chip>
          </Flex>
          <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={1}>
            {text(help)}
          </Typography>
        </Box>
        {isTheFiles ? null : (
          <Button size="S" variant="tertiary" onClick={() => draft.reset(path)}>
            {text('settings.reset')}
          </Button>
        )}
      </Flex>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <FileChanged draft={draft} path={path} />
        {problem === null ? null : <Note tone="danger" role="alert" title={problemText(problem)} />}
        {children}
      </Flex>
    </Box>
  );
};
