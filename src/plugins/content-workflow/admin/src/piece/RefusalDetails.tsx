import { Typography } from '@strapi/design-system';
import { useAuth } from '@strapi/strapi/admin';
import type { Refusal } from '../api/types';
import { useRefusalText } from '../i18n/use-refusal-text';
import { useText } from '../i18n/use-text';
import { PLUGIN_ID } from '../plugin-id';
import { useTimes } from '../i18n/use-times';

/** Which rule said no, who could pass it, what to do next. */
export const RefusalDetails = ({ refusal, uid, withMessage = true }: { readonly refusal: Refusal; readonly uid: string; readonly withMessage?: boolean }) => {
  const text = useText();
  const times = useTimes();
  const { message, who, next, cause } = useRefusalText(uid)(refusal);
  // Whoever has the permission is not to be sent to somebody who has it.
  const isAmongThem = useAuth('ContentWorkflow', ({ permissions }) => permissions.some(({ action }) => refusal.who.some((code) => action === `plugin::${PLUGIN_ID}.${code}`)));
  return (
    <>
      {withMessage ? (
        <Typography tag="p" variant="pi" textColor="neutral800">
          {message}
        </Typography>
      ) : null}
      {cause === null ? null : (
        <Typography tag="p" variant="pi" textColor="neutral600" lang="en">
          {cause}
        </Typography>
      )}
      {who.length === 0 || isAmongThem ? null : (
        <Typography tag="p" variant="pi" textColor="neutral600">
          {text('refusal.who', { who: times.list(who) })}
        </Typography>
      )}
      {next === '' ? null : (
        <Typography tag="p" variant="pi" textColor="neutral600">
          {text('refusal.next', { next })}
        </Typography>
      )}
    </>
  );
};
