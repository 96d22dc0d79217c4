import type { PieceView } from '../../../../contracts/piece';
import { Moment } from '../../components/Moment';
import { Note } from '../../components/Note';
import { useText } from '../../i18n/use-text';
import { useTimes, viewerZone } from '../../i18n/use-times';

/** The promise as it was made, in its own zone, and what that is on the viewer's clock. */
export const PromisedTime = ({ schedule }: { readonly schedule: NonNullable<PieceView['schedule']> }) => {
  const text = useText();
  const times = useTimes();
  const { publishAt, unpublishAt, timezone } = schedule;
  const elsewhere = timezone !== viewerZone();
  return (
    <Note tone="primary" title={text('banner.scheduled', { when: times.inZone(publishAt, timezone) })}>
      <div>
        {timezone} · <Moment at={publishAt} />
      </div>
      {elsewhere ? <div>{text('banner.scheduled.yourTime', { when: times.exact(publishAt) })}</div> : null}
      {unpublishAt === null ? null : <div>{text('banner.scheduled.until', { when: times.inZone(unpublishAt, timezone) })}</div>}
    </Note>
  );
};
