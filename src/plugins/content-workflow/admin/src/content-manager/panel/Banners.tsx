import type { ReactNode } from 'react';
import { Flex, TextButton } from '@strapi/design-system';
import type { AlertView, PieceView } from '../../../../contracts/piece';
import { useWorkflowApi } from '../../api/client';
import { Moment } from '../../components/Moment';
import { Note, type Tone } from '../../components/Note';
import { useActorName } from '../../i18n/use-names';
import { useText, type MessageKey } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { RefusalDetails } from '../../piece/RefusalDetails';
import { PromisedTime } from './PromisedTime';

interface Said {
  readonly by: { readonly kind: string; readonly name: string };
  readonly at: string;
  readonly text?: string;
}

/** Somebody did something that everybody must know: who, when and their words. */
const SaidNote = ({ tone, title, said, children }: { readonly tone: Tone; readonly title: string; readonly said: Said; readonly children?: ReactNode }) => {
  const nameOf = useActorName();
  return (
    <Note tone={tone} title={title}>
      {said.text === undefined || said.text === '' ? null : <div>{said.text}</div>}
      {children}
      <div>
        {nameOf(said.by)} · <Moment at={said.at} />
      </div>
    </Note>
  );
};

const Alert = ({ alert, onSeen }: { readonly alert: AlertView; readonly onSeen: () => void }) => {
  const text = useText();
  const api = useWorkflowApi();
  const acknowledge = async (): Promise<void> => {
    await api.acknowledge(alert.id);
    onSeen();
  };
  return (
    <Note tone="warning" title={text.named('alert', alert.code)} action={<TextButton onClick={() => void acknowledge()}>{text('alert.acknowledge')}</TextButton>}>
      <Moment at={alert.raisedAt} />
    </Note>
  );
};

/** What a person, Strapi or the database said has no translation and is what tells how to mend it. */
const WITH_PARTICULARS: ReadonlySet<string> = new Set(['PUBLISH_FAILED', 'HELD_BY_PERSON']);

interface HeldProps {
  readonly held: NonNullable<PieceView['held']>;
  readonly schedule: PieceView['schedule'];
}

const Held = ({ held, schedule }: HeldProps) => {
  const text = useText();
  const times = useTimes();
  return (
    <Note tone="danger" title={text('banner.held')}>
      <div>{text.lookUp(`held.${held.code}`) ?? held.message}</div>
      {WITH_PARTICULARS.has(held.code) ? <div>{held.message}</div> : null}
      {schedule === null ? null : <div>{text('banner.promised', { when: times.inZone(schedule.publishAt, schedule.timezone) })}</div>}
      <Moment at={held.at} />
    </Note>
  );
};

const Published = ({ publication }: { readonly publication: NonNullable<PieceView['publication']> }) => {
  const text = useText();
  const times = useTimes();
  const late = publication.latenessMs ?? 0;
  return (
    <Note tone="success" title={text('banner.published', { when: times.exact(publication.at) })}>
      {late >= 1000 ? text('banner.published.late', { late: times.duration(late) }) : null}
    </Note>
  );
};

/** What everybody who opens the piece must know, the most pressing first. */
export const Banners = ({ view, reload }: { readonly view: PieceView; readonly reload: () => Promise<void> }) => {
  const text = useText();
  const voidedTitle: MessageKey = view.voided?.from === 'review' ? 'banner.voided.review' : 'banner.voided.approved';
  const banners = [
    ...view.alerts.map((alert) => <Alert key={`alert-${alert.id}`} alert={alert} onSeen={() => void reload()} />),
    view.locked && (
      <Note key="locked" tone="neutral" title={text('banner.locked')}>
        <RefusalDetails refusal={view.locked} uid={view.uid} withMessage={false} />
      </Note>
    ),
    view.held && <Held key="held" held={view.held} schedule={view.schedule} />,
    view.changesRequested && <SaidNote key="changes" tone="warning" title={text('banner.changesRequested')} said={view.changesRequested} />,
    view.voided && <SaidNote key="voided" tone="warning" title={text(voidedTitle)} said={view.voided} />,
    view.seal && !view.approvalHolds && view.publication === null && <Note key="drift" tone="danger" title={text('banner.drift')} />,
    view.rejected && (
      <SaidNote key="rejected" tone="danger" title={text('banner.rejected', { reason: text.named('reason', view.rejected.reasonCode) })} said={view.rejected} />
    ),
    view.takenDown && <SaidNote key="down" tone="neutral" title={text('banner.takenDown')} said={view.takenDown} />,
    view.schedule && view.publication === null && view.held === null && <PromisedTime key="schedule" schedule={view.schedule} />,
    view.publication && view.takenDown === null && <Published key="published" publication={view.publication} />,
    view.expedited && <SaidNote key="expedited" tone="alternative" title={text('banner.expedited')} said={view.expedited} />,
  ].filter(Boolean);
  if (banners.length === 0) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {banners}
    </Flex>
  );
};
