import { useEffect, useState, type RefObject } from 'react';
import { Button } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useText } from '../../i18n/use-text';
import { selectedPassage, type SelectedPassage } from './selection';
import { Key } from '../../components/shortcuts/Key';

const Floating = styled.div`
  position: fixed;
  z-index: 5;
  transform: translate(-50%, 0.6rem);
`;

interface Props {
  readonly root: RefObject<HTMLElement>;
  readonly keysOn: boolean;
  readonly onComment: (selected: SelectedPassage) => void;
}

/** Stands below a passage that is selected. It draws itself alone, so that the text is not drawn anew with every letter. */
export const SelectionButton = ({ root, keysOn, onComment }: Props) => {
  const text = useText();
  const [selected, setSelected] = useState<SelectedPassage | null>(null);
  useEffect(() => {
    const look = (): void => setSelected(root.current === null ? null : selectedPassage(root.current, document.getSelection()));
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [root]);
  if (selected === null) return null;
  return (
    <Floating style={{ left: selected.at.x, top: selected.at.y }}>
      {/* A press would end the selection before the click is counted. */}
      <Button size="S" onMouseDown={(event: { preventDefault: () => void }) => event.preventDefault()} onClick={() => onComment(selected)}>
        {text('review.comment.begin')} <Key shown={keysOn}>C</Key>
      </Button>
    </Floating>
  );
};
