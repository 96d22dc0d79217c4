import { NavLink } from 'react-router-dom';
import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { DecisionView, ReportView } from '../../../../../contracts/moderation/queue';
import { Chip } from '../../../components/Chip';
import { Disclosure } from '../../../components/Disclosure';
import { Moment } from '../../../components/Moment';
import { useActorName } from '../../../i18n/use-names';
import { useText } from '../../../i18n/use-text';
import { adoptedAddress } from './adopted';

const Quote = styled.blockquote`
  padding-inline-start: 1.2rem;
  border-inline-start: 3px solid ${({ theme }) => theme.colors.neutral200};
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.4rem;
  line-height: 1.5;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  unicode-bidi: isolate;
`;

/** What was decided before, newest first. */
export const Decisions = ({ decisions }: { readonly decisions: readonly DecisionView[] }) => {
  const text = useText();
  const nameOf = useActorName();
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {decisions.map((decision) => (
        <Box key={decision.id} tag="li">
          <Typography tag="p">
            <Typography fontWeight="semiBold">{text(`moderation.did.${decision.action}`)}</Typography> · {nameOf(decision.by)} · <Moment at={decision.at} />
          </Typography>
          {decision.reasonCodes.length === 0 ? null : (
            <Typography tag="p" variant="pi" textColor="neutral700">
              {decision.reasonCodes.map((code) => text.named('reason', code)).join(' · ')}
            </Typography>
          )}
          {decision.sanction === null ? null : (
            <Typography tag="p" variant="pi" textColor="neutral700">
              {text('moderation.field.sanction')} {text.named('violation', decision.sanction.violation)} · {text.named('severity', decision.sanction.severity)}
            </Typography>
          )}
          {decision.message === null ? null : <Quote dir="auto">{decision.message}</Quote>}
          {decision.note === null ? null : (
            <Typography tag="p" variant="pi" textColor="neutral600">
              {text('moderation.note.internal', { note: decision.note })}
            </Typography>
          )}
          {decision.made === null ? null : (
            <Link tag={NavLink} to={adoptedAddress(decision.made)}>
              {text('moderation.adopted.open')}
            </Link>
          )}
        </Box>
      ))}
    </Flex>
  );
};

/** What readers said. Who they are is nobody's business here. */
export const Reports = ({ reports, contentHash }: { readonly reports: readonly ReportView[]; readonly contentHash: string }) => {
  const text = useText();
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {reports.map((report) => (
        <Box key={report.id} tag="li">
          <Flex gap={2} wrap="wrap">
            <Typography fontWeight="semiBold">{text(`moderation.report.${report.category}`)}</Typography>
            {report.state === 'open' ? null : <Chip colour="neutral">{text(`moderation.report.state.${report.state}`)}</Chip>}
            <Typography variant="pi" textColor="neutral600">
              {text('moderation.report.weight', { weight: report.weight })} · <Moment at={report.at} />
            </Typography>
          </Flex>
          {report.comment === null ? null : <Quote dir="auto">{report.comment}</Quote>}
          {report.snapshot.contentHash === contentHash ? null : (
            <Disclosure title={text('moderation.report.snapshot')}>
              <Quote dir="auto">
                {report.snapshot.title}
                {'\n'}
                {report.snapshot.text}
              </Quote>
            </Disclosure>
          )}
        </Box>
      ))}
    </Flex>
  );
};
