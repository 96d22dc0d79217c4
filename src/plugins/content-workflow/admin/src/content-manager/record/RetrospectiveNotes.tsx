import { Flex, Typography } from '@strapi/design-system';
import type { PieceView } from '../../../../contracts/piece';
import { Disclosure } from '../../components/Disclosure';
import { Moment } from '../../components/Moment';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';

const PARTS = ['highlights', 'shortfalls', 'lessons'] as const;

export const RetrospectiveNotes = ({ view }: { readonly view: PieceView }) => {
  const text = useText();
  const nameOf = useActorName();
  const { retrospective } = view;
  if (retrospective === null) return null;
  return (
    <Disclosure title={text('state.retrospective')} open>
      <Flex tag="dl" direction="column" alignItems="stretch" gap={2}>
        {PARTS.map((part) => (
          <div key={part}>
            <Typography tag="dt" variant="pi" fontWeight="bold">
              {text(`field.${part}`)}
            </Typography>
            <Typography tag="dd" variant="omega" style={{ whiteSpace: 'pre-wrap' }}>
              {retrospective[part]}
            </Typography>
          </div>
        ))}
      </Flex>
      <Typography variant="pi" textColor="neutral600">
        {nameOf(retrospective.by)} · <Moment at={retrospective.at} />
      </Typography>
    </Disclosure>
  );
};
