import { NavLink } from 'react-router-dom';
import { Flex, Link, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { AppealInQueue } from '../../../../../contracts/moderation/queue';
import { Moment } from '../../../components/Moment';
import { Note } from '../../../components/Note';
import { useText } from '../../../i18n/use-text';
import { appealAddress } from '../sanctions/address';

/** As it was written, and never as markup. */
const Written = styled(Typography)`
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

/** What the sender says against what followed from a decision about this. It is answered on a page of its own. */
export const Appeals = ({ appeals }: { readonly appeals: readonly AppealInQueue[] }) => {
  const text = useText();
  return (
    <>
      {appeals.map(({ reference, text: said, dueAt }) => (
        <Note
          key={reference}
          tone="alternative"
          title={text('moderation.appeal', { reference })}
          action={
            <Flex paddingTop={2}>
              <Link tag={NavLink} to={appealAddress(reference)}>
                {text('moderation.appeal.open')}
              </Link>
            </Flex>
          }
        >
          <Written tag="p">
            <bdi>{said}</bdi>
          </Written>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {text('appeal.due')} <Moment at={dueAt} />
          </Typography>
        </Note>
      ))}
    </>
  );
};
