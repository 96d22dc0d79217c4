import { useEffect, useRef, useState } from 'react';
import { NavLink } from 'react-router-dom';
import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, Link, Loader, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { ItemView, QueueAction } from '../../../../../contracts/moderation/queue';
import { Chip } from '../../../components/Chip';
import { Moment } from '../../../components/Moment';
import { Failed } from '../../../components/Failed';
import { Note } from '../../../components/Note';
import { Section } from '../../../components/Section';
import { useShortcuts } from '../../../components/shortcuts/use-shortcuts';
import { useRefusalText } from '../../../i18n/use-refusal-text';
import { useText } from '../../../i18n/use-text';
import { ACTIONS, isPossible } from './actions';
import { Actions } from './Actions';
import { adoptedAddress } from './adopted';
import { Appeals } from './Appeals';
import { Claim } from './Claim';
import { Content } from './Content';
import { DecisionDialog } from './decide/DecisionDialog';
import { InertText } from './InertText';
import { LaneChip } from './LaneChip';
import { Decisions, Reports } from './Past';
import { Sender, Similar, StateChip } from './Sender';
import { Signals } from './Signals';
import { useLease } from './use-lease';
import type { LiveItem, Shown } from './use-item';

const Heading = styled.h2`
  font-size: 2rem;
  font-weight: 600;
  line-height: 1.3;
  color: ${({ theme }) => theme.colors.neutral800};

  &:focus {
    outline: none;
  }
`;

/** The evidence stands beside the content where there is room for both. */
const Halves = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) minmax(0, 28rem);
  gap: 2.4rem;
  align-items: start;

  @media (max-width: 1300px) {
    grid-template-columns: minmax(0, 1fr);
  }
`;

const Bar = styled(Box)`
  position: sticky;
  top: 0;
  z-index: 1;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

interface Props {
  readonly live: LiveItem;
  readonly search: string;
  readonly mayLead: boolean;
  readonly keysOn: boolean;
  /** Called when the item was decided. */
  readonly onDone: () => void;
}

interface WorkProps extends Props {
  readonly item: ItemView;
  readonly newer: ItemView | null;
}

const Work = ({ live, item, newer, search, mayLead, keysOn, onDone }: WorkProps) => {
  const text = useText();
  const { toggleNotification } = useNotification();
  const refusalText = useRefusalText(item.target.uid);
  const [dialog, setDialog] = useState<QueueAction | null>(null);
  const [active, setActive] = useState<number | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const stale = newer !== null;

  // A screen reader hears the new item's name, and the next key acts on it.
  useEffect(() => heading.current?.focus(), []);

  const hold = async (act: 'claim' | 'release' | 'take-over'): Promise<void> => {
    const answer = await live.hold(act);
    if (answer.kind === 'refused') toggleNotification({ type: 'warning', message: refusalText(answer.refusal).message });
    else if (answer.kind !== 'ok' && answer.kind !== 'aborted') toggleNotification({ type: 'danger', message: text('dialog.failed') });
  };
  useLease(item.claim, () => void live.hold('claim'));

  /** A key that can not act says why, as its button would. */
  const decide = (action: QueueAction) => (): void => {
    if (isPossible(item.actions, action) && !stale) return setDialog(action);
    const refusal = item.actions.find((one) => one.action === action)?.refusal ?? null;
    toggleNotification({ type: 'warning', message: stale ? text('moderation.newer') : refusal === null ? text('actions.none') : refusalText(refusal).message });
  };
  useShortcuts({
    ...Object.fromEntries(ACTIONS.map(({ action, key }) => [key.toLowerCase(), decide(action)])),
    c: () => void hold('claim'),
  });

  const showSignal = (id: number): void => {
    setActive(id);
    document.getElementById(`signal-${id}`)?.focus();
  };
  const showPlace = (id: number): void => {
    setActive(id);
    content.current?.querySelector(`[data-signal="${id}"]`)?.scrollIntoView({ block: 'center' });
  };
  const inert = { signals: item.signalList, active, onMark: showSignal };

  return (
    <Box tag="article" background="neutral0" hasRadius shadow="tableShadow" aria-labelledby="moderation-item">
      <Bar background="neutral0" padding={5} paddingBottom={4} hasRadius>
        <Flex direction="column" alignItems="stretch" gap={3}>
          <Box>
            <Flex gap={2} wrap="wrap" paddingBottom={1}>
              <LaneChip lane={item.state === 'escalated' ? 'lead' : item.lane} />
              {item.state === 'pending' ? null : <StateChip state={item.state} />}
              {item.about === 'live' ? <Chip colour="success">{text('moderation.live')}</Chip> : null}
              <Typography variant="pi" textColor={item.overdue ? 'danger600' : 'neutral600'} fontWeight={item.overdue ? 'bold' : 'regular'}>
                {text(item.overdue ? 'moderation.overdue.since' : 'moderation.due')} <Moment at={item.dueAt} />
              </Typography>
            </Flex>
            <Heading id="moderation-item" ref={heading} tabIndex={-1}>
              {item.title === '' ? (
                text('piece.untitled')
              ) : (
                <InertText field="title" {...inert}>
                  {item.title}
                </InertText>
              )}
            </Heading>
            <Typography tag="p" variant="pi" textColor="neutral600">
              {text('moderation.from')} <bdi>{item.senderName}</bdi> · <Moment at={item.content?.sentAt ?? item.openedAt} />
              {item.reference === null ? null : ` · ${item.reference}`}
            </Typography>
          </Box>
          <Claim item={item} mayLead={mayLead} keysOn={keysOn} onHold={(act) => void hold(act)} />
          <Actions offered={item.actions} uid={item.target.uid} keysOn={keysOn} stale={stale} onOpen={setDialog} />
        </Flex>
      </Bar>

      <Flex direction="column" alignItems="stretch" gap={5} padding={5}>
        {newer === null ? null : (
          <Note
            tone="warning"
            role="alert"
            title={text('moderation.newer')}
            action={
              <Flex paddingTop={2}>
                <Button size="S" variant="secondary" onClick={live.showNewer}>
                  {text('moderation.newer.show')}
                </Button>
              </Flex>
            }
          >
            {text('moderation.conflict.state', { state: text(`moderation.state.${newer.state}`) })}
          </Note>
        )}
        {item.escalated === null ? null : (
          <Note tone="alternative" title={text('moderation.escalated', { who: item.escalated.by.name })}>
            {item.escalated.note === null ? null : <bdi>{item.escalated.note}</bdi>}
          </Note>
        )}
        {item.adopted === null ? null : (
          <Note
            tone="success"
            title={text('moderation.adopted')}
            action={
              <Link tag={NavLink} to={adoptedAddress(item.adopted)}>
                {text('moderation.adopted.open')}
              </Link>
            }
          />
        )}
        <Appeals appeals={item.appeals} />
        <Halves>
          <Flex direction="column" alignItems="stretch" gap={6}>
            <div ref={content}>{item.content === null ? <Note tone="neutral" title={text('moderation.content.gone')} /> : <Content content={item.content} reference={item.reference} onDenied={() => void live.reload()} {...inert} />}</div>
            {item.reportList.length === 0 ? null : (
              <Section title={text('moderation.reports')}>
                <Reports reports={item.reportList} contentHash={item.contentHash} />
              </Section>
            )}
          </Flex>
          <Flex direction="column" alignItems="stretch" gap={6}>
            <Section title={text('moderation.signals')}>
              <Signals signals={item.signalList} active={active} onShow={showPlace} />
            </Section>
            <Section title={text('moderation.sender')}>
              <Sender sender={item.sender} search={search} />
            </Section>
            {item.similar.length === 0 ? null : (
              <Section title={text('moderation.similar')}>
                <Similar similar={item.similar} search={search} />
              </Section>
            )}
            {item.decisions.length === 0 ? null : (
              <Section title={text('moderation.decisions')}>
                <Decisions decisions={item.decisions} />
              </Section>
            )}
          </Flex>
        </Halves>
      </Flex>

      {dialog === null ? null : (
        <DecisionDialog
          key={dialog}
          action={dialog}
          item={item}
          onDone={() => {
            setDialog(null);
            onDone();
          }}
          onClose={() => setDialog(null)}
          onLook={() => {
            setDialog(null);
            void live.reload();
          }}
        />
      )}
    </Box>
  );
};

const Missing = ({ shown, onRetry }: { readonly shown: Exclude<Shown, { kind: 'ready' }>; readonly onRetry: () => void }) => {
  const text = useText();
  if (shown.kind === 'loading') return <Loader>{text('panel.loading')}</Loader>;
  if (shown.kind === 'gone') return <Note tone="neutral" role="status" title={text('moderation.gone')} />;
  return (
    <Failed onRetry={onRetry} />
  );
};

/** One item with everything that a decision goes by. */
export const Item = (props: Props) => {
  const { shown, reload } = props.live;
  if (shown.kind !== 'ready') return <Missing shown={shown} onRetry={() => void reload()} />;
  return <Work {...props} item={shown.item} newer={shown.newer} />;
};
