import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { SignalView } from '../../../../../contracts/moderation/queue';
import type { Severity } from '../../../../../core/moderation/vocabulary';
import { Chip, type ChipColour } from '../../../components/Chip';
import { useRuleNames } from '../../../i18n/use-rules';
import { useText } from '../../../i18n/use-text';
import { TextLink } from './TextLink';

const COLOURS: Readonly<Record<Severity, ChipColour>> = { minor: 'neutral', moderate: 'warning', serious: 'danger', extreme: 'danger' };

const Frame = styled(Box)<{ $active: boolean }>`
  border-left: 3px solid ${({ theme, $active }) => ($active ? theme.colors.warning600 : theme.colors.neutral200)};

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

const Matched = styled.q`
  overflow-wrap: anywhere;
  unicode-bidi: isolate;
  background: ${({ theme }) => theme.colors.warning100};
`;

const Evidence = ({ signal }: { readonly signal: SignalView }) => {
  const names = useRuleNames();
  const entries = names.compared(signal.evidence);
  if (entries.length === 0) return null;
  return (
    <Typography tag="p" variant="pi" textColor="neutral700" style={{ overflowWrap: 'anywhere' }}>
      {entries.map(({ key, label, value }, i) => (
        <span key={key}>
          {i === 0 ? '' : ' · '}
          {label}: <bdi>{value}</bdi>
        </span>
      ))}
    </Typography>
  );
};

interface Props {
  readonly signals: readonly SignalView[];
  readonly active: number | null;
  readonly onShow: (signal: number) => void;
}

/** Why the item waits for a person: each rule with its version, what matched, and what it was compared with. */
export const Signals = ({ signals, active, onShow }: Props) => {
  const text = useText();
  const { rule } = useRuleNames();
  if (signals.length === 0) return <Typography textColor="neutral600">{text('moderation.signals.none')}</Typography>;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {signals.map((signal) => (
        <Frame key={signal.id} id={`signal-${signal.id}`} tag="li" tabIndex={-1} $active={signal.id === active} paddingLeft={3}>
          <Flex gap={2} wrap="wrap">
            <Typography fontWeight="semiBold">{rule(signal.rule, signal.evidence)}</Typography>
            <Chip colour={COLOURS[signal.severity]}>{text.named('severity', signal.severity)}</Chip>
            {signal.hint ? <Chip colour="secondary">{text('moderation.signal.hint')}</Chip> : null}
          </Flex>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {signal.violation === null ? '' : `${text.named('violation', signal.violation)} · `}
            {text('moderation.signal.version', { version: signal.ruleVersion })}
          </Typography>
          {signal.matched === null ? null : (
            <Typography tag="p" variant="pi" textColor="neutral800">
              {text('moderation.signal.matched')} <Matched>{signal.matched}</Matched>
              {signal.span === null ? null : (
                <>
                  {' '}
                  <TextLink onClick={() => onShow(signal.id)}>{text('moderation.signal.show')}</TextLink>
                </>
              )}
            </Typography>
          )}
          <Evidence signal={signal} />
        </Frame>
      ))}
    </Flex>
  );
};
