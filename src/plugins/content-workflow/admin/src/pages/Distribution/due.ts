/** The order of tasks. Pure. */
import type { DeliveryView } from '../../../../contracts/distribution';

const timeOf = ({ dueAt }: DeliveryView): number => (dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(dueAt));

/** What is due first comes first; what has no time comes last. */
export const byDue = (tasks: readonly DeliveryView[]): readonly DeliveryView[] => [...tasks].sort((a, b) => timeOf(a) - timeOf(b));
