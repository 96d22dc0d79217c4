import { useState } from 'react';
import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import type { GetDistribution, PlanRow, RenditionView } from '../../../../contracts/distribution';
import type { PieceView } from '../../../../contracts/piece';
import type { Answer } from '../../api/answer';
import { useDistributionApi } from '../../api/distribution';
import { Disclosure } from '../../components/Disclosure';
import { Failed } from '../../components/Failed';
import { Moment } from '../../components/Moment';
import { Note } from '../../components/Note';
import { DistributionChip } from '../../distribution/chips';
import { DeliveryActions } from '../../distribution/DeliveryActions';
import { blocks } from '../../distribution/findings';
import { Links } from '../../distribution/Links';
import { Standing } from '../../distribution/Places';
import { PlanDialog } from '../../distribution/PlanDialog';
import { rowsOf, unsent, type ChannelRow } from '../../distribution/plan-view';
import { WHOLE } from '../../distribution/problems';
import { Rendition } from '../../distribution/Rendition';
import { useDistribution } from '../../distribution/use-distribution';
import { useProblems } from '../../distribution/use-problems';
import { useTimingText } from '../../distribution/use-timing-text';
import { usePlatformWords } from '../../distribution/words';
import { useText } from '../../i18n/use-text';

interface RowProps {
  readonly row: ChannelRow;
  readonly view: PieceView;
  readonly mayApprove: boolean;
  readonly onApprove: (rendition: RenditionView) => void;
  readonly onDone: () => void;
}

/** Approved as a whole, the piece covers what was planned then; what came later waits for its own approval. */
const waitsForApproval = (view: PieceView, rendition: RenditionView): boolean => rendition.approved === null && (view.approvalHolds || view.isLive);

const nameOfVariant = (view: PieceView, key: string): string => view.variants.find((variant) => variant.key === key)?.label || key;

const Row = ({ row, view, mayApprove, onApprove, onDone }: RowProps) => {
  const text = useText();
  const words = usePlatformWords();
  const timingText = useTimingText();
  const { planned, delivery, renditions } = row;
  return (
    <Box tag="li" background="neutral100" hasRadius padding={3}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <div>
          <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
            {row.name}
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {words.platform(row.platform)}
            {planned === null ? ` · ${text('sending.notPlanned')}` : ` · ${timingText(planned.timing)}`}
            {planned?.dueAt == null || delivery !== null ? null : (
              <>
                {' · '}
                <Moment at={planned.dueAt} />
              </>
            )}
          </Typography>
        </div>
        {delivery === null ? null : <Standing delivery={delivery} />}
        {delivery === null ? null : <DeliveryActions delivery={delivery} onDone={onDone} />}
        {renditions.map((rendition) => {
          const waits = waitsForApproval(view, rendition);
          const wrong = blocks(rendition.issues);
          return (
            <Disclosure
              key={rendition.variant}
              title={rendition.variant === '' ? text('rendition.look') : text('rendition.look.variant', { variant: nameOfVariant(view, rendition.variant) })}
              aside={wrong ? text('rendition.blocked') : waits ? text('rendition.waits') : undefined}
            >
              <Flex direction="column" alignItems="stretch" gap={3}>
                <Rendition rendition={rendition} account={row.account} />
                {!waits ? null : mayApprove ? (
                  <Flex>
                    <Button size="S" variant="success" disabled={wrong} onClick={() => onApprove(rendition)}>
                      {text('rendition.approve')}
                    </Button>
                  </Flex>
                ) : (
                  <Note tone="warning" title={text('rendition.waits')}>
                    {text('rendition.waits.help', { permission: text.named('permission', 'review') })}
                  </Note>
                )}
              </Flex>
            </Disclosure>
          );
        })}
      </Flex>
    </Box>
  );
};

interface PlanProps {
  readonly view: PieceView;
  readonly data: GetDistribution.Data;
  readonly onChanged: () => Promise<void>;
}

const Plan = ({ view, data, onChanged }: PlanProps) => {
  const text = useText();
  const api = useDistributionApi();
  const problemsIn = useProblems();
  const { toggleNotification } = useNotification();
  /** What was there when somebody began to plan, whatever comes meanwhile. */
  const [planning, setPlanning] = useState<{ readonly plan: readonly PlanRow[]; readonly revision: number } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const rows = rowsOf(data);
  const left = view.isLive && data.mayPlan ? unsent(rows) : [];

  const run = async (request: Promise<Answer<unknown>>, done: string): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const answer = await request;
    setBusy(false);
    if (answer.kind === 'ok') toggleNotification({ type: 'success', message: done });
    else setProblem(Object.values(problemsIn(answer))[0] ?? problemsIn(answer)[WHOLE] ?? null);
    await onChanged();
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {data.state === 'none' ? null : (
        <Flex>
          <DistributionChip state={data.state} />
        </Flex>
      )}
      {problem === null ? null : <Note tone="danger" role="alert" title={problem} />}
      {rows.length === 0 ? (
        <Typography variant="pi" textColor="neutral600">
          {text('sending.channels.empty')}
        </Typography>
      ) : (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
          {rows.map((row) => (
            <Row
              key={row.channel}
              row={row}
              view={view}
              mayApprove={data.mayApprove}
              onDone={() => void onChanged()}
              onApprove={(rendition) => void run(api.approve(view.id, { channel: rendition.channel, shownHash: rendition.hash, expectedRevision: view.revision }), text('rendition.approve.done', { channel: row.name }))}
            />
          ))}
        </Flex>
      )}
      {data.mayPlan ? (
        <Flex gap={2} wrap="wrap">
          <Button size="S" variant="tertiary" disabled={busy} onClick={() => setPlanning({ plan: data.plan.map(({ channel, timing }) => ({ channel, timing })), revision: view.revision })}>
            {text(rows.length === 0 ? 'sending.channels.make' : 'sending.channels.change')}
          </Button>
          <Button size="S" variant="tertiary" loading={busy} onClick={() => void run(api.planFromTemplate(view.id, view.revision), text('sending.template.taken'))}>
            {text('sending.template.take')}
          </Button>
          {left.length === 0 ? null : (
            <Button size="S" variant="secondary" loading={busy} onClick={() => void run(api.sendNow(view.id, left.map(({ channel }) => channel)), text('sending.sendNow.done'))}>
              {text('sending.sendNow', { count: left.length })}
            </Button>
          )}
        </Flex>
      ) : null}
      {planning === null ? null : (
        <PlanDialog
          title={text('sending.channels.title')}
          help={text('sending.channels.help')}
          plan={planning.plan}
          channels={data.channels}
          isTemplate={false}
          save={(plan) => api.plan(view.id, { plan, expectedRevision: planning.revision })}
          onClose={() => setPlanning(null)}
          onDone={() => {
            setPlanning(null);
            toggleNotification({ type: 'success', message: text('sending.channels.saved') });
            void onChanged();
          }}
        />
      )}
    </Flex>
  );
};

/** Where the piece goes beside its own site, how it will look there, and what became of it. */
export const Distribution = ({ view }: { readonly view: PieceView }) => {
  const text = useText();
  const { state, changed, reload } = useDistribution(view.id);
  const data = state.kind === 'ready' ? state.data : null;
  if (state.kind === 'ready' && (data === null || (!data.mayPlan && data.plan.length === 0 && data.deliveries.length === 0))) return null;
  const planned = data === null ? 0 : rowsOf(data).length;
  return (
    <>
      <Disclosure title={text('distribution.title')} aside={planned === 0 ? undefined : planned} open={planned > 0}>
        {state.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
        {state.kind === 'failed' ? <Failed onRetry={() => void reload()} /> : null}
        {data === null ? null : <Plan view={view} data={data} onChanged={changed} />}
      </Disclosure>
      {data === null || planned === 0 ? null : <Links pieceId={view.id} channels={data.channels} />}
    </>
  );
};
