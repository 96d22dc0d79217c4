import { Flex, Link as TextLink, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { PreviewSettings, SettingsDifference } from '../../../../contracts/settings';
import { Note, type Tone } from '../../components/Note';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { editAddress } from '../../piece/address';
import { fieldLabel } from './RuleList';
import { useValueText } from './use-value-text';

type Group = PreviewSettings.Group;
type ImpactedPiece = PreviewSettings.ImpactedPiece;

/** What somebody has to act upon stands out; what stays as it is does not. */
const TONES: Readonly<Record<Group['kind'], Tone>> = {
  KEEPS_STEPS: 'primary',
  KEEPS_APPROVAL: 'success',
  CHECKLIST_STOPS_APPROVAL: 'warning',
  CHECKLIST_LETS_APPROVE: 'success',
  WILL_BE_HELD: 'danger',
  WILL_BE_SKIPPED: 'danger',
  WILL_GO_LIVE: 'warning',
  LATE_OTHERWISE: 'primary',
  CAN_NOT_PUBLISH_NOW: 'warning',
  CAN_PUBLISH_NOW: 'success',
  EDITS_LOCKED: 'primary',
  EDITS_VOID: 'primary',
};

const useParticulars = (): ((uid: string, piece: ImpactedPiece) => string | null) => {
  const text = useText();
  const times = useTimes();
  return (uid, { impact, publishAt }) => {
    switch (impact.kind) {
      case 'KEEPS_STEPS': {
        const parts = (['added', 'removed', 'changed'] as const).flatMap((how) => (impact[how].length === 0 ? [] : [text(`settings.impact.steps.${how}`, { steps: times.list(impact[how]) })]));
        return [text('settings.impact.approvals', { count: impact.approvals }), ...parts].join(' · ');
      }
      case 'CHECKLIST_STOPS_APPROVAL':
        return times.list(impact.fields.map((field) => fieldLabel(text.field, uid, field)));
      case 'WILL_BE_HELD':
        return [text.named('held', impact.code), publishAt === null ? null : times.exact(publishAt)].filter((part) => part !== null).join(' · ');
      case 'WILL_BE_SKIPPED':
      case 'WILL_GO_LIVE':
        return publishAt === null ? null : times.exact(publishAt);
      default:
        return null;
    }
  };
};

const GroupNote = ({ group, typeName }: { readonly group: Group; readonly typeName: string }) => {
  const text = useText();
  const particulars = useParticulars();
  const more = group.count - group.pieces.length;
  return (
    <Note tone={TONES[group.kind]} title={`${typeName} · ${text(`settings.impact.${group.kind}`, { count: group.count })}`}>
      <Typography tag="p" variant="pi">
        {text(`settings.impact.${group.kind}.help`)}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1} paddingTop={2}>
        {group.pieces.map((piece) => (
          <Flex tag="li" key={piece.id} gap={2} wrap="wrap">
            <TextLink tag={NavLink} to={editAddress({ uid: group.uid, documentId: piece.documentId, locale: piece.locale })} target="_blank">
              {piece.title === '' ? piece.documentId : piece.title}
            </TextLink>
            <Typography variant="pi" fontWeight="semiBold">
              {text.named('state', piece.state)}
            </Typography>
            <Typography variant="pi" textColor="neutral700">
              {particulars(group.uid, piece)}
            </Typography>
          </Flex>
        ))}
      </Flex>
      {more > 0 ? <Typography variant="pi">{text('settings.impact.more', { count: more })}</Typography> : null}
    </Note>
  );
};

export const Differences = ({ differences, nameOf }: { readonly differences: readonly SettingsDifference[]; readonly nameOf: (uid: string) => string }) => {
  const text = useText();
  const valueText = useValueText();
  if (differences.length === 0) return <Typography textColor="neutral600">{text('settings.same')}</Typography>;
  return (
    <Flex tag="dl" direction="column" alignItems="stretch" gap={3}>
      {differences.map(({ path, from, to }) => (
        <div key={path.join('.')}>
          <Typography tag="dt" fontWeight="semiBold">
            {[path.length > 1 ? nameOf(path[1] ?? '') : null, text.lookUp(`settings.${path.at(-1) ?? ''}.title`)].filter((part) => part !== null).join(' · ')}
          </Typography>
          <Typography tag="dd" variant="pi" textColor="neutral600">
            <del>{valueText(path, from)}</del>
          </Typography>
          <Typography tag="dd" variant="pi">
            <ins>{valueText(path, to)}</ins>
          </Typography>
        </div>
      ))}
    </Flex>
  );
};

interface Props {
  readonly preview: PreviewSettings.Preview;
  readonly nameOf: (uid: string) => string;
}

export const Impact = ({ preview, nameOf }: Props) => {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {preview.warnings.map(({ uid, step, risk, people, quorum }) => (
        <Note key={`${uid} ${step}`} tone={risk === 'never' ? 'danger' : 'warning'} title={`${nameOf(uid)} · ${step}`}>
          {text(`settings.steps.${risk}`, { people, quorum })}
        </Note>
      ))}
      {preview.impact.map((group) => (
        <GroupNote key={`${group.uid} ${group.kind}`} group={group} typeName={nameOf(group.uid)} />
      ))}
      {preview.impact.length === 0 ? <Note tone="success" title={text('settings.impact.none', { count: preview.looked })} /> : null}
      {preview.drafts.map(({ uid, count }) => (
        <Typography key={uid} variant="pi" textColor="neutral700">
          {text('settings.impact.drafts', { type: nameOf(uid), count })}
        </Typography>
      ))}
    </Flex>
  );
};
