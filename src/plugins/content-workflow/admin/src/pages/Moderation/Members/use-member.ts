import { useCallback, useEffect, useState } from 'react';
import type { MemberView } from '../../../../../contracts/moderation/members';
import { useSanctionsApi } from '../../../api/sanctions';

export type Loaded = { readonly kind: 'loading' } | { readonly kind: 'missing' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly member: MemberView };

/** The member as the newest answer says; an act's answer takes the place of what is shown. */
export const useMember = (sender: string): { readonly state: Loaded; readonly show: (member: MemberView) => void; readonly reload: () => Promise<void> } => {
  const { member: ask } = useSanctionsApi();
  const [state, setState] = useState<Loaded>({ kind: 'loading' });

  const reload = useCallback(async (): Promise<void> => {
    const answer = await ask(sender);
    if (answer.kind === 'aborted') return;
    if (answer.kind === 'ok') return setState({ kind: 'ready', member: answer.data });
    setState({ kind: answer.kind === 'refused' ? 'missing' : 'failed' });
  }, [ask, sender]);

  useEffect(() => void reload(), [reload]);

  return { state, reload, show: (member) => setState({ kind: 'ready', member }) };
};
