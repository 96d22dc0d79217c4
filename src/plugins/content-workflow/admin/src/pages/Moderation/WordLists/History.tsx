import { useCallback, useEffect, useState } from 'react';
import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import type { ListWordListVersions } from '../../../../../contracts/moderation/word-lists';
import { Moment } from '../../../components/Moment';
import { Note } from '../../../components/Note';
import { useActorName } from '../../../i18n/use-names';
import { useText } from '../../../i18n/use-text';
import { useWordListsApi } from './api';

const PAGE = 20;

const Change = ({ version }: { readonly version: ListWordListVersions.Version }) => {
  const text = useText();
  const more = (shown: readonly string[], count: number): string => (count > shown.length ? ` … (+${count - shown.length})` : '');
  return (
    <>
      {version.addedCount === 0 ? null : (
        <Typography tag="p" variant="pi">
          {text('moderation.lists.added', { count: version.addedCount })}: {version.added.join(' · ')}
          {more(version.added, version.addedCount)}
        </Typography>
      )}
      {version.removedCount === 0 ? null : (
        <Typography tag="p" variant="pi">
          {text('moderation.lists.removed', { count: version.removedCount })}: {version.removed.join(' · ')}
          {more(version.removed, version.removedCount)}
        </Typography>
      )}
    </>
  );
};

/** Every version, with what it changed, who made it and why. */
export const History = ({ listKey, version }: { readonly listKey: string; readonly version: number }) => {
  const text = useText();
  const actorName = useActorName();
  const api = useWordListsApi();
  const [rows, setRows] = useState<readonly ListWordListVersions.Version[] | null>(null);
  const [hasMore, setHasMore] = useState(false);
  const [failed, setFailed] = useState(false);

  const load = useCallback(
    async (before: number | null): Promise<void> => {
      const answer = await api.versions(listKey, before);
      if (answer.kind === 'aborted') return;
      setFailed(answer.kind !== 'ok');
      if (answer.kind !== 'ok') return;
      setHasMore(answer.data.length === PAGE);
      setRows((shown) => (before === null ? answer.data : [...(shown ?? []), ...answer.data]));
    },
    [api, listKey]
  );

  useEffect(() => void load(null), [load, version]);

  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {failed ? <Note tone="danger" role="alert" title={text('panel.failed')} /> : null}
      {rows === null && !failed ? <Loader small>{text('panel.loading')}</Loader> : null}
      <Flex tag="ol" reversed direction="column" alignItems="stretch" gap={2}>
        {(rows ?? []).map((row) => (
          <Box tag="li" key={row.version} background="neutral0" hasRadius shadow="tableShadow" padding={4}>
            <Typography tag="p" fontWeight="semiBold">
              {text('moderation.lists.version', { version: row.version, count: row.terms })}
            </Typography>
            <Typography tag="p">{row.comment}</Typography>
            <Change version={row} />
            <Typography tag="p" variant="pi" textColor="neutral600">
              {actorName(row.by)} · <Moment at={row.at} />
            </Typography>
          </Box>
        ))}
      </Flex>
      {hasMore && rows !== null ? (
        <Flex>
          <Button variant="tertiary" onClick={() => void load(rows.at(-1)?.version ?? null)}>
            {text('history.older')}
          </Button>
        </Flex>
      ) : null}
    </Flex>
  );
};
