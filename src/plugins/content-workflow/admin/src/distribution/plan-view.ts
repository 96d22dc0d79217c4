/** A piece's distribution by channel: what is planned, what it would be given and what became of it. Pure. */
import type { DeliveryView, GetDistribution, RenditionView } from '../../../contracts/distribution';

type Planned = GetDistribution.Data['plan'][number];

export interface ChannelRow {
  readonly channel: string;
  readonly name: string;
  readonly platform: string;
  /** As people know it at the platform; the channel's name where nothing more is known. */
  readonly account: string;
  /** `null` for a channel that was taken out of the plan after something had been promised to it. */
  readonly planned: Planned | null;
  readonly delivery: DeliveryView | null;
  /** Of the original and of each variant. */
  readonly renditions: readonly RenditionView[];
}

/** The plan in its order, and then what was delivered without being planned any more. */
export const rowsOf = ({ plan, renditions, deliveries, channels }: Pick<GetDistribution.Data, 'plan' | 'renditions' | 'deliveries' | 'channels'>): ChannelRow[] => {
  const of = (channel: string): Pick<ChannelRow, 'delivery' | 'renditions'> => ({
    delivery: deliveries.find((delivery) => delivery.channel.key === channel) ?? null,
    renditions: renditions.filter((rendition) => rendition.channel === channel),
  });
  const accountOf = (channel: string, name: string): string => channels.find(({ key }) => key === channel)?.account || name;
  return [
    ...plan.map((planned) => ({ channel: planned.channel, name: planned.name, platform: planned.platform, account: accountOf(planned.channel, planned.name), planned, ...of(planned.channel) })),
    ...deliveries
      .filter(({ channel }) => !plan.some((planned) => planned.channel === channel.key))
      .map(({ channel }) => ({ channel: channel.key, name: channel.name, platform: channel.platform, account: channel.account || channel.name, planned: null, ...of(channel.key) })),
  ];
};

/** What is live and planned, and was never promised to these. */
export const unsent = (rows: readonly ChannelRow[]): readonly ChannelRow[] => rows.filter(({ planned, delivery }) => planned !== null && delivery === null);
