import type { Availability } from '../../api/types';
import { Moment } from '../../components/Moment';
import { Note } from '../../components/Note';
import { useActorName } from '../../i18n/use-names';
import { useRefusalText } from '../../i18n/use-refusal-text';
import { useText } from '../../i18n/use-text';
import { RefusalDetails } from '../RefusalDetails';
import type { Notice } from './use-event-form';

interface Props {
  readonly notice: Notice | null;
  readonly offered: Availability | undefined;
  readonly uid: string;
}

const Conflict = ({ latest }: { readonly latest: Extract<Notice, { kind: 'conflict' }>['latest'] }) => {
  const text = useText();
  const nameOf = useActorName();
  return (
    <Note tone="warning" role="alert" title={text('dialog.conflict')}>
      {latest === null ? null : (
        <div>
          {text('dialog.conflict.latest', { who: nameOf(latest.by), what: text.named('happened', latest.event), state: text.named('state', latest.to) })} <Moment at={latest.at} />
        </div>
      )}
      {latest?.comment == null ? null : <div>{text('history.quote', { comment: latest.comment })}</div>}
      <div>{text('dialog.conflict.next')}</div>
    </Note>
  );
};

/** Why the dialog is still open. */
export const DialogNotice = ({ notice, offered, uid }: Props) => {
  const text = useText();
  const refusalText = useRefusalText(uid);
  return (
    <>
      {notice?.kind === 'conflict' ? <Conflict latest={notice.latest} /> : null}
      {notice?.kind === 'refused' ? (
        <Note tone="danger" role="alert" title={refusalText(notice.refusal).message}>
          <RefusalDetails refusal={notice.refusal} uid={uid} withMessage={false} />
        </Note>
      ) : null}
      {notice?.kind === 'problem' ? <Note tone="danger" role="alert" title={notice.message} /> : null}
      {offered === undefined ? <Note tone="neutral" title={text('dialog.gone')} /> : null}
      {offered?.available === false ? (
        <Note tone="neutral" title={text('dialog.gone')}>
          <RefusalDetails refusal={offered.refusal} uid={uid} />
        </Note>
      ) : null}
    </>
  );
};
