import { useCallback, useEffect, useRef, useState } from 'react';
import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Download, Upload } from '@strapi/icons';
import type { SubscriberView } from '../../../../contracts/distribution';
import { useDistributionApi } from '../../api/distribution';
import { Chip, type ChipColour } from '../../components/Chip';
import { Disclosure } from '../../components/Disclosure';
import { FilterSelect } from '../../components/FilterSelect';
import { ListFoot } from '../../components/ListFoot';
import { Moment } from '../../components/Moment';
import { RemoveDialog } from '../../components/RemoveDialog';
import { SearchInput } from '../../components/SearchInput';
import { Section } from '../../components/Section';
import { endedBecause } from '../../distribution/ended-because';
import { useDownload } from '../../distribution/use-download';
import { useFigures } from '../../experiment/use-figures';
import { useLanguageName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { ImportDialog } from './import';

const STATES = ['pending', 'confirmed', 'unsubscribed', 'bounced'] as const;

const COLOURS: Readonly<Record<SubscriberView['state'], ChipColour>> = { pending: 'primary', confirmed: 'success', unsubscribed: 'neutral', bounced: 'danger' };

interface Shown {
  readonly kind: 'loading' | 'ready' | 'failed' | 'forbidden';
  readonly items: readonly SubscriberView[];
  readonly counts: Readonly<Record<string, number>>;
  readonly next: string | null;
}

const NOTHING: Shown = { kind: 'loading', items: [], counts: {}, next: null };

const useSubscribers = (channel: string, state: string, q: string): Shown & { readonly more: () => void; readonly reload: () => void } => {
  const api = useDistributionApi();
  const [shown, setShown] = useState<Shown>(NOTHING);
  // An answer to an earlier search must not be shown under the present one.
  const turn = useRef(0);
  const load = useCallback(
    async (after: Shown | null): Promise<void> => {
      turn.current += 1;
      const mine = turn.current;
      const answer = await api.subscribers(channel, { state, q, ...(after?.next == null ? {} : { cursor: after.next }) });
      if (answer.kind === 'aborted' || turn.current !== mine) return;
      if (answer.kind === 'forbidden') return setShown({ ...NOTHING, kind: 'forbidden' });
      if (answer.kind !== 'ok') return setShown((before) => ({ ...before, kind: 'failed' }));
      const { data, meta } = answer.data;
      setShown({ kind: 'ready', items: [...(after?.items ?? []), ...data], counts: meta.counts, next: meta.next });
    },
    [api, channel, state, q]
  );
  useEffect(() => void load(null), [load]);
  return { ...shown, more: () => void load(shown), reload: () => void load(null) };
};

/** Where the consent of an import comes from, as whoever imported stated it. */
const Evidence = ({ evidence }: { readonly evidence: SubscriberView['evidence'] }) => {
  const text = useText();
  return (
    <Disclosure title={text('subscribers.evidence')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {evidence.map(({ basis, source, obtainedOn, statement, by, at, line }) => (
          <Typography key={`${at} ${line}`} tag="li" variant="pi" textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
            {text(`subscribers.evidence.${basis}`, { by, source, day: obtainedOn, line })} · <Moment at={at} />
            <br />
            {text('history.quote', { comment: statement })}
          </Typography>
        ))}
      </Flex>
    </Disclosure>
  );
};

/** Who gets the newsletter, and who does not any more. */
export const Subscribers = ({ channel, mayChange }: { readonly channel: string; readonly mayChange: boolean }) => {
  const text = useText();
  const figures = useFigures();
  const languageName = useLanguageName();
  const api = useDistributionApi();
  const { toggleNotification } = useNotification();
  const [state, setState] = useState('');
  const [q, setQ] = useState('');
  const [importing, setImporting] = useState(false);
  const { busy, download } = useDownload();
  const file = api.subscribersPath(channel);
  const { kind, items, counts, next, more, reload } = useSubscribers(channel, state, q);
  const because = (code: string): string => {
    const known = endedBecause(code);
    return known === null ? code : text(known.key, known.values);
  };
  const forget = async ({ id }: SubscriberView): Promise<void> => {
    const answer = await api.forgetSubscriber(channel, id);
    if (answer.kind === 'aborted') return;
    toggleNotification(answer.kind === 'ok' ? { type: 'success', message: text('subscribers.forgotten') } : { type: 'warning', message: text(answer.kind === 'forbidden' ? 'dialog.forbidden' : 'dialog.failed') });
    reload();
  };
  return (
    <Section
      title={text('subscribers.title')}
      aside={
        mayChange ? (
          <>
            <Button size="S" variant="secondary" startIcon={<Upload />} onClick={() => setImporting(true)}>
              {text('subscribers.import')}
            </Button>
            <Button size="S" variant="tertiary" startIcon={<Download />} loading={busy === file} onClick={() => void download(file, `${channel}-subscribers.csv`)}>
              {text('subscribers.export')}
            </Button>
          </>
        ) : null
      }
    >
      {importing ? (
        <ImportDialog
          channel={channel}
          onClose={() => setImporting(false)}
          onDone={(added) => {
            setImporting(false);
            toggleNotification({ type: 'success', message: text('import.done', { count: added }) });
            reload();
          }}
        />
      ) : null}
      <Flex role="search" gap={4} wrap="wrap" alignItems="flex-end" paddingBottom={3}>
        <Box flex="1 1 20rem">
          <SearchInput value={q} onChange={setQ} label={text('subscribers.search')} placeholder={text('subscribers.search.placeholder')} />
        </Box>
        <Box flex="0 1 20rem">
          <FilterSelect
            name="state"
            label={text('subscribers.state')}
            none={text('subscribers.state.all')}
            value={state}
            choices={STATES.map((value) => ({ value, label: text(`subscribers.state.${value}`) + (counts[value] === undefined ? '' : ` (${figures.count(counts[value])})`) }))}
            onChange={setState}
          />
        </Box>
      </Flex>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {items.map((subscriber) => (
          <Box key={subscriber.id} tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={3}>
            <Flex justifyContent="space-between" gap={3} wrap="wrap">
              <div>
                <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
                  <bdi>{subscriber.address}</bdi>
                </Typography>
                <Typography tag="p" variant="pi" textColor="neutral600">
                  {languageName(subscriber.language)} · {text('subscribers.asked')} <Moment at={subscriber.askedAt} />
                  {subscriber.endedAt === null ? null : (
                    <>
                      {' · '}
                      {text('subscribers.ended')} <Moment at={subscriber.endedAt} />
                      {subscriber.endedBecause === null ? '' : ` (${because(subscriber.endedBecause)})`}
                    </>
                  )}
                </Typography>
              </div>
              <Flex gap={2}>
                <Chip colour={COLOURS[subscriber.state]}>{text(`subscribers.state.${subscriber.state}`)}</Chip>
                {mayChange ? (
                  <RemoveDialog
                    trigger={
                      <Button size="S" variant="danger-light" aria-label={text('subscribers.forget.who', { address: subscriber.address })}>
                        {text('subscribers.forget')}
                      </Button>
                    }
                    title={text('subscribers.forget.title')}
                    help={text('subscribers.forget.help', { address: subscriber.address })}
                    act={text('subscribers.forget')}
                    onRemove={() => forget(subscriber)}
                  />
                ) : null}
              </Flex>
            </Flex>
            {subscriber.evidence.length === 0 ? null : <Evidence evidence={subscriber.evidence} />}
          </Box>
        ))}
      </Flex>
      <ListFoot kind={kind} empty={items.length === 0 ? text(q === '' && state === '' ? 'subscribers.none' : 'subscribers.notFound') : null} forbidden={text('subscribers.forbidden', { permission: text.named('permission', 'channels') })} hasMore={next !== null} onMore={more} onRetry={reload} />
    </Section>
  );
};
