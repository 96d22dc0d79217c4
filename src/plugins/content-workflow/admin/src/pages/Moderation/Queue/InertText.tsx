import { Fragment } from 'react';
import { styled } from 'styled-components';
import type { SignalView } from '../../../../../contracts/moderation/queue';
import { useRuleNames } from '../../../i18n/use-rules';
import { cutsOf } from './marks';

const Mark = styled.mark<{ $active: boolean; $hint: boolean }>`
  background: ${({ theme, $active }) => ($active ? theme.colors.warning200 : theme.colors.warning100)};
  color: inherit;
  border-bottom: 2px ${({ $hint }) => ($hint ? 'dotted' : 'solid')} ${({ theme }) => theme.colors.warning600};
  cursor: pointer;
`;

/** Nothing in it can turn the direction of what stands around it. */
const Plain = styled.span`
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  unicode-bidi: isolate;
`;

interface Props {
  /** As spans name it: `title`, `text`, `contributorName`, `links.0`. */
  readonly field: string;
  readonly children: string;
  readonly signals: readonly SignalView[];
  readonly active: number | null;
  readonly onMark: (signal: number) => void;
}

/** What somebody sent in: text nodes and nothing else, with the places where rules matched. */
export const InertText = ({ field, children, signals, active, onMark }: Props) => {
  const { rule } = useRuleNames();
  const ruleOf = (id: number): string => {
    const signal = signals.find((one) => one.id === id);
    return rule(signal?.rule ?? '', signal?.evidence);
  };
  return (
    <Plain dir="auto" data-field={field}>
      {cutsOf(field, children, signals).map((cut, i) => {
        const [first] = cut.signals;
        if (first === undefined) return <Fragment key={i}>{cut.text}</Fragment>;
        return (
          <Mark
            key={i}
            data-signal={first}
            $active={active !== null && cut.signals.includes(active)}
            $hint={cut.signals.every((id) => signals.find((signal) => signal.id === id)?.hint === true)}
            title={cut.signals.map(ruleOf).join(', ')}
            onClick={() => onMark(first)}
          >
            {cut.text}
          </Mark>
        );
      })}
    </Plain>
  );
};
