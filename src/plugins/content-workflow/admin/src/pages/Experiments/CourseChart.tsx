/** The lines themselves; a file of its own, because the library is downloaded only where somebody looks at a course. */
import { useMemo } from 'react';
import { Chart, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js';
import { Line } from 'react-chartjs-2';
import { useTheme } from 'styled-components';
import { useFigures } from '../../experiment/use-figures';
import { useTimes } from '../../i18n/use-times';
import { midnightsIn, type Series } from './course';

Chart.register(Legend, LinearScale, LineController, LineElement, PointElement, Tooltip);

/** Each arm has its own colour, dash and mark, so that none of them has to be told apart by colour alone. */
const LOOKS = [
  { colour: 'primary600', dash: [], mark: 'circle' },
  { colour: 'success600', dash: [8, 4], mark: 'rect' },
  { colour: 'warning600', dash: [2, 3], mark: 'triangle' },
  { colour: 'danger600', dash: [10, 3, 2, 3], mark: 'rectRot' },
  { colour: 'alternative600', dash: [4, 4], mark: 'star' },
  { colour: 'secondary600', dash: [12, 4], mark: 'cross' },
] as const;

/** Beyond so many hours a mark for each would be a smear. */
const MAX_MARKS = 48;

/** As many as have room for their names. */
const MAX_DAYS = 8;

interface Props {
  readonly series: readonly Series[];
  readonly label: string;
}

const CourseChart = ({ series, label }: Props) => {
  const { colors } = useTheme();
  const figures = useFigures();
  const times = useTimes();
  const data = useMemo(
    () => ({
      datasets: series.map(({ name, points }, i) => {
        const look = LOOKS[i % LOOKS.length] ?? LOOKS[0];
        return {
          label: name,
          data: points.map(({ at, rate }) => ({ x: at, y: rate })),
          borderColor: colors[look.colour],
          backgroundColor: colors[look.colour],
          borderDash: [...look.dash],
          pointStyle: look.mark,
          pointRadius: points.length > MAX_MARKS ? 0 : 4,
          borderWidth: 2,
          spanGaps: true,
        };
      }),
    }),
    [series, colors]
  );
  const options = useMemo(() => {
    const ticks = { color: colors.neutral700, font: { size: 12 } };
    const grid = { color: colors.neutral200 };
    return {
      animation: false as const,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'nearest' as const, axis: 'x' as const, intersect: false },
      scales: {
        x: {
          type: 'linear' as const,
          grid,
          // Between the first hour and the last one, marked where the viewer's days begin.
          bounds: 'data' as const,
          afterBuildTicks: (axis: { ticks: { value: number }[]; readonly min: number; readonly max: number }) => {
            const days = midnightsIn(axis.min, axis.max, MAX_DAYS);
            if (days.length > 1) axis.ticks = days.map((value) => ({ value }));
          },
          ticks: { ...ticks, maxRotation: 0, autoSkip: true, maxTicksLimit: MAX_DAYS, callback: (value: string | number) => times.monthDay(new Date(Number(value)).toISOString()) },
        },
        y: { type: 'linear' as const, beginAtZero: true, grid, ticks: { ...ticks, callback: (value: string | number) => figures.percent(Number(value)) } },
      },
      plugins: {
        // A piece of each line, with its dashes.
        legend: { labels: { color: colors.neutral800, usePointStyle: true, pointStyle: 'line' as const, pointStyleWidth: 36 } },
        tooltip: {
          callbacks: {
            title: (items: readonly { readonly parsed: { readonly x: number | null } }[]) => (items[0]?.parsed.x == null ? '' : times.exact(new Date(items[0].parsed.x).toISOString())),
            label: (item: { readonly dataset: { readonly label?: string }; readonly parsed: { readonly y: number | null } }) => `${item.dataset.label ?? ''}: ${item.parsed.y === null ? '–' : figures.percent(item.parsed.y)}`,
          },
        },
      },
    };
  }, [colors, figures, times]);
  return <Line data={data} options={options} role="img" aria-label={label} />;
};

export default CourseChart;
