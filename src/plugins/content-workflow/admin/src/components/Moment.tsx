import { useTimes } from '../i18n/use-times';

/** How long ago or how soon; the exact time is its title. */
export const Moment = ({ at }: { readonly at: string }) => {
  const times = useTimes();
  return (
    <time dateTime={at} title={times.exact(at)}>
      {times.relative(at)}
    </time>
  );
};
