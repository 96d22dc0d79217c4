import { Flex, TextButton, Typography } from '@strapi/design-system';
import type { PieceView } from '../../../../contracts/piece';
import type { Impossible, Refusal } from '../../api/types';
import { Disclosure } from '../../components/Disclosure';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { lookOf } from '../../piece/event-looks';
import { useMayOwn } from '../../experiment/use-may-own';
import { RefusalDetails } from '../../piece/RefusalDetails';

interface Group {
  readonly refusal: Refusal;
  readonly events: readonly string[];
}

/** Events that fail for the same reason are told of together. */
const grouped = (impossible: readonly Impossible[]): Group[] => {
  const groups = new Map<string, Group>();
  for (const { event, refusal } of impossible) {
    const key = JSON.stringify([refusal.code, refusal.who, refusal.message]);
    groups.set(key, { refusal, events: [...(groups.get(key)?.events ?? []), event] });
  }
  return [...groups.values()];
};

/** Where the piece itself bars the way forward, the reason is what the person came for; others' rights are not. */
const barsTheWay = (view: PieceView): boolean => {
  const forward = view.events.filter(({ event }) => lookOf(event) === 'main');
  return forward.some((offered) => !offered.available && offered.refusal.kind !== 'forbidden') && !forward.some(({ available }) => available);
};

/** What a person can mend at once, where they may. */
const MENDED_BY_A_PLAN = 'EXPERIMENT_NOT_PLANNED';

interface Props {
  readonly view: PieceView;
  /** Left out where nothing can be planned. */
  readonly onPlan?: () => void;
}

/** A grey button explains nothing; what can not be done now is told in sentences. */
export const NotPossibleNow = ({ view, onPlan }: Props) => {
  const text = useText();
  const times = useTimes();
  const mayOwn = useMayOwn();
  const impossible = view.events.filter((event): event is Impossible => !event.available);
  if (impossible.length === 0) return null;
  const barred = barsTheWay(view);
  return (
    <Disclosure key={String(barred)} title={text('notNow.title')} aside={impossible.length} open={barred}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {grouped(impossible).map(({ refusal, events }) => (
          <li key={events.join()}>
            <Typography tag="p" variant="omega" fontWeight="semiBold">
              {times.list(events.map((event) => text.named('event', event)))}
            </Typography>
            <RefusalDetails refusal={refusal} uid={view.uid} />
            {onPlan !== undefined && mayOwn && (refusal.code as string) === MENDED_BY_A_PLAN && view.variants.length > 0 ? <TextButton onClick={onPlan}>{text('plan.make')}</TextButton> : null}
          </li>
        ))}
      </Flex>
    </Disclosure>
  );
};
