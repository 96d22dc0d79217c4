import { useCallback, useEffect, useState } from 'react';
import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import type { GetSettingsVersion, VersionSummary } from '../../../../contracts/settings';
import { Moment } from '../../components/Moment';
import { Note } from '../../components/Note';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { useSettingsApi, type SaveAnswer } from './api';
import { Differences } from './Impact';
import type { Settings } from './model';
import { ReviewDialog } from './ReviewDialog';

interface Props {
  readonly settings: Settings;
  /** Restoring replaces what is on the screen, so nothing may be unsaved. */
  readonly isDirty: boolean;
  readonly nameOf: (uid: string) => string;
  readonly onRestored: (settings: Settings) => void;
}

type Opened = { readonly version: number; readonly data: GetSettingsVersion.Response['data'] | null };

const PAGE = 20;

const nothing = (): void => undefined;

export const Versions = ({ settings, isDirty, nameOf, onRestored }: Props) => {
  const text = useText();
  const actorName = useActorName();
  const api = useSettingsApi();
  const [rows, setRows] = useState<readonly VersionSummary[] | null>(null);
  const [hasMore, setHasMore] = useState(false);
  const [failed, setFailed] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [restoring, setRestoring] = useState<Opened | null>(null);

  const load = useCallback(
    async (before: number | null): Promise<void> => {
      const answer = await api.versions(before);
      if (answer.kind === 'aborted') return;
      setFailed(answer.kind !== 'ok');
      if (answer.kind !== 'ok') return;
      setHasMore(answer.data.length === PAGE);
      setRows((shown) => (before === null ? answer.data : [...(shown ?? []), ...answer.data]));
    },
    [api]
  );

  useEffect(() => void load(null), [load, settings.version]);

  const open = async (version: number, against: number | null): Promise<void> => {
    setOpened({ version, data: null });
    const answer = await api.version(version, against);
    if (answer.kind === 'ok') setOpened({ version, data: answer.data });
    else setFailed(answer.kind !== 'aborted');
  };

  const restore = async (version: number): Promise<void> => {
    const answer = await api.version(version, settings.version);
    if (answer.kind === 'ok') setRestoring({ version, data: answer.data });
    else setFailed(answer.kind !== 'aborted');
  };

  const save = async (version: number, comment: string): Promise<SaveAnswer> => {
    const end = await api.restore(version, { expectedVersion: settings.version, comment });
    if (end.kind !== 'saved') return end;
    setRestoring(null);
    setOpened(null);
    onRestored(end.settings);
    return end;
  };

  const restoreButton = (version: number) => (
    <Button size="S" variant="secondary" disabled={isDirty} onClick={() => void restore(version)}>
      {text('settings.versions.restore')}
    </Button>
  );

  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {failed ? <Note tone="danger" role="alert" title={text('panel.failed')} /> : null}
      {isDirty ? <Note tone="neutral" title={text('settings.versions.dirty')} /> : null}
      {rows === null && !failed ? <Loader small>{text('panel.loading')}</Loader> : null}
      <Flex tag="ol" reversed direction="column" alignItems="stretch" gap={3}>
        {(rows ?? []).map((row) => (
          <Box tag="li" key={row.version} background="neutral0" hasRadius shadow="tableShadow" padding={4}>
            <Flex justifyContent="space-between" gap={4} wrap="wrap">
              <Box flex="1 1 24rem">
                <Typography tag="p" fontWeight="semiBold">
                  {text(row.version === settings.version ? 'settings.versions.current' : 'settings.versions.number', { version: row.version })}
                </Typography>
                <Typography tag="p">{row.comment}</Typography>
                <Typography tag="p" variant="pi" textColor="neutral600">
                  {actorName(row.by)} · <Moment at={row.at} />
                </Typography>
              </Box>
              <Flex gap={2} wrap="wrap">
                <Button size="S" variant="tertiary" onClick={() => void open(row.version, null)}>
                  {text('settings.versions.changes')}
                </Button>
                {row.version === settings.version ? null : (
                  <>
                    <Button size="S" variant="tertiary" onClick={() => void open(row.version, settings.version)}>
                      {text('settings.versions.againstNow')}
                    </Button>
                    {restoreButton(row.version)}
                  </>
                )}
              </Flex>
            </Flex>
            {opened?.version !== row.version ? null : (
              <Box paddingTop={3} role="status">
                {opened.data === null ? (
                  <Loader small>{text('panel.loading')}</Loader>
                ) : (
                  <>
                    <Typography tag="p" variant="pi" textColor="neutral600" paddingBottom={2}>
                      {text(opened.data.against === 0 ? 'settings.versions.againstFile' : 'settings.versions.against', { version: opened.data.against })}
                    </Typography>
                    <Differences differences={opened.data.differences} nameOf={nameOf} />
                  </>
                )}
              </Box>
            )}
          </Box>
        ))}
        <Box tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={4}>
          <Flex justifyContent="space-between" gap={4} wrap="wrap">
            <Box flex="1 1 24rem">
              <Typography tag="p" fontWeight="semiBold">
                {text('settings.versions.file')}
              </Typography>
              <Typography tag="p" variant="pi" textColor="neutral600">
                {text('settings.versions.file.help')}
              </Typography>
            </Box>
            {settings.version === 0 ? null : restoreButton(0)}
          </Flex>
        </Box>
      </Flex>
      {hasMore && rows !== null ? (
        <Flex>
          <Button variant="tertiary" onClick={() => void load(rows.at(-1)?.version ?? null)}>
            {text('history.older')}
          </Button>
        </Flex>
      ) : null}
      {restoring?.data == null ? null : (
        <ReviewDialog
          title={text(restoring.version === 0 ? 'settings.versions.restoreFile' : 'settings.versions.restoreTitle', { version: restoring.version })}
          confirm={text('settings.versions.restore')}
          changes={restoring.data.changes}
          nameOf={nameOf}
          onSave={(comment) => save(restoring.version, comment)}
          onRebase={null}
          onProblems={nothing}
          onClose={() => setRestoring(null)}
        />
      )}
    </Flex>
  );
};
