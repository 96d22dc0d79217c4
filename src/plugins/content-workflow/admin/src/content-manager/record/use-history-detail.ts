import { useMemo } from 'react';
import type { HistoryEntry } from '../../../../contracts/piece';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';

const named = (value: unknown): value is { kind: string; name: string } => typeof value === 'object' && value !== null && 'name' in value && 'kind' in value;

/** The particulars of an entry that people ask for: the promised time, the person, the reason, the fields. */
export const useHistoryDetail = (uid: string): ((entry: HistoryEntry) => string | null) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useActorName();
  return useMemo(
    () =>
      ({ event, detail }) => {
        const { publishAt, timezone, assignee, dueAt, reasonCode, variant, changed, round, askedBy, opinion, guest } = detail;
        if (typeof publishAt === 'string' && typeof timezone === 'string') return `${times.inZone(publishAt, timezone)} · ${timezone}`;
        if (event === 'ASSIGN') return nameOf(named(assignee) ? assignee : null);
        if (event === 'GUEST_ASKED') return text('history.guest.link', { guest: String(guest), step: text.named('step', String(detail.step)), until: times.exact(String(detail.until)) });
        if (event === 'GUEST_LINK_REVOKED') return text('history.guest.revoked', { guest: String(guest) });
        if (named(askedBy)) return text(opinion === true ? 'history.guest.opinion' : 'history.guest', { who: nameOf(askedBy) });
        if (event === 'SET_DUE') return typeof dueAt === 'string' ? times.exact(dueAt) : text('people.noDue');
        if (typeof reasonCode === 'string') return text.named('reason', reasonCode);
        if (typeof variant === 'string') return text('history.variant', { variant });
        if (Array.isArray(changed) && changed.length > 0) return text('history.changed', { fields: times.list(changed.map((name) => text.field(uid, String(name)))) });
        return event === 'OPENED' && typeof round === 'number' && round > 1 ? text('stage.round', { round }) : null;
      },
    [text, times, nameOf, uid]
  );
};
