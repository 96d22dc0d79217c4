import { useSearchParams } from 'react-router-dom';
import { Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { Moment } from '../../components/Moment';
import { useActorName } from '../../i18n/use-names';
import { useText, type MessageKey } from '../../i18n/use-text';
import type { Comparison, Looking } from './use-review';

type Chosen = Exclude<Looking, 'shown'>;

const LOOKS: readonly (readonly [Chosen, MessageKey])[] = [
  ['plain', 'review.look.plain'],
  ['live', 'review.look.live'],
  ['reviewed', 'review.look.reviewed'],
];

/** Kept in the address, so that one piece after the other is looked at in the same way. */
export const useLooking = (): readonly [Chosen, (looking: Chosen) => void] => {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('show');
  const looking = LOOKS.find(([name]) => name === asked)?.[0] ?? 'plain';
  const change = (chosen: Chosen): void => {
    const next = new URLSearchParams(search);
    if (chosen === 'plain') next.delete('show');
    else next.set('show', chosen);
    setSearch(next, { replace: true });
  };
  return [looking, change];
};

const Choice = styled.label<{ $chosen: boolean }>`
  position: relative;
  padding: 0.6rem 1.2rem;
  border: 1px solid ${({ theme, $chosen }) => ($chosen ? theme.colors.primary600 : theme.colors.neutral200)};
  border-radius: 4px;
  background: ${({ theme, $chosen }) => ($chosen ? theme.colors.primary100 : theme.colors.neutral0)};
  color: ${({ theme, $chosen }) => ($chosen ? theme.colors.primary700 : theme.colors.neutral800)};
  font-size: 1.4rem;
  cursor: pointer;

  &:focus-within {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
  input {
    position: absolute;
    opacity: 0;
  }
`;

const Base = ({ comparison, looking }: { readonly comparison: Comparison; readonly looking: Chosen }) => {
  const text = useText();
  const nameOf = useActorName();
  const { base } = comparison;
  const changes = comparison.fields.filter(({ changed }) => changed).length;
  if (looking === 'plain') return null;
  if (base === null || base.against !== looking) return <>{text(looking === 'live' ? 'review.base.none.live' : 'review.base.none.reviewed')}</>;
  return (
    <>
      {base.decision === null
        ? text('review.base.live')
        : text('review.base.reviewed', { what: text.named('happened', base.decision.event), who: nameOf(base.decision.by) })}{' '}
      <Moment at={base.at} /> · {text('review.changes', { count: changes })}
    </>
  );
};

/** The content as it will be, or what differs from a version that was seen before. */
export const LookSwitch = ({ comparison }: { readonly comparison: Comparison }) => {
  const text = useText();
  const [looking, change] = useLooking();
  return (
    <Flex tag="fieldset" gap={2} wrap="wrap" style={{ border: 'none', padding: 0, margin: 0 }} aria-label={text('review.look')}>
      {LOOKS.map(([name, label]) => (
        <Choice key={name} $chosen={name === looking}>
          <input type="radio" name="looking" checked={name === looking} onChange={() => change(name)} />
          {text(label)}
        </Choice>
      ))}
      <Typography variant="pi" textColor="neutral600" aria-live="polite">
        <Base comparison={comparison} looking={looking} />
      </Typography>
    </Flex>
  );
};
