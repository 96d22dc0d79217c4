/** Figures that somebody reads off a platform. */
import { metricProblem } from '../../../src/plugins/content-workflow/server/src/distribution/metrics';

const NOW = Date.parse('2026-11-26T12:00:00Z');

test.each([
  [{ views: 12, likes: 0 }, NOW, null],
  [{}, NOW, { field: 'metrics', message: 'are missing' }],
  [{ hearts: 1 }, NOW, { field: 'metrics.hearts', message: expect.stringMatching(/^is not one of impressions/) as string }],
  [{ views: -1 }, NOW, { field: 'metrics.views', message: expect.stringContaining('whole number') as string }],
  [{ views: 1.5 }, NOW, { field: 'metrics.views', message: expect.stringContaining('whole number') as string }],
  [{ views: '7' }, NOW, { field: 'metrics.views', message: expect.stringContaining('whole number') as string }],
  [{ views: 2_147_483_648 }, NOW, { field: 'metrics.views', message: expect.stringContaining('whole number') as string }],
  [{ views: 1 }, Number.NaN, { field: 'readAt', message: expect.stringContaining('ISO 8601') as string }],
  [{ views: 1 }, NOW + 6 * 60_000, { field: 'readAt', message: 'is in the future' }],
  [{ views: 1 }, NOW + 4 * 60_000, null],
])('%j read at %d', (values, readAt, problem) => expect(metricProblem(values, readAt, NOW)).toEqual(problem));
