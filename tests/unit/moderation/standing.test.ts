/** What somebody may do follows from their strikes at the moment somebody asks. */
import { standingOf, type CountedStrike } from '../../../src/plugins/content-workflow/core/moderation/standing';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 26);

let ids = 0;
const strike = (startedDaysAgo: number, days: number | null, action: CountedStrike['action'] = 'mute'): CountedStrike => {
  const startsAt = NOW - startedDaysAgo * DAY;
  return { id: (ids += 1), action, startsAt, endsAt: days === null ? null : startsAt + days * DAY };
};

describe('mutes that overlap', () => {
  const standing = (...strikes: CountedStrike[]) => standingOf(strikes, 'overlap', NOW);

  test('nobody without a strike is kept from anything, and a warning keeps nobody', () => {
    expect(standing()).toEqual({ mayInteract: true });
    expect(standing(strike(0, 0, 'warn'))).toEqual({ mayInteract: true });
  });

  test('the longest decides, wherever it stands', () => {
    const [short, long] = [strike(0, 1), strike(1, 7)];
    for (const order of [[short, long], [long, short]]) expect(standing(...order)).toEqual({ mayInteract: false, action: 'mute', until: NOW + 6 * DAY, strikeId: long.id });
  });

  test('a mute is over at its last millisecond, by itself', () => {
    const mute = strike(1, 1);
    expect(standing(mute)).toEqual({ mayInteract: true });
    expect(standingOf([mute], 'overlap', NOW - 1)).toMatchObject({ mayInteract: false });
  });

  test('for good outlasts any time, and a ban any mute', () => {
    const [forGood, ban] = [strike(9, null), strike(1, null, 'ban')];
    expect(standing(strike(0, 15), forGood)).toMatchObject({ action: 'mute', until: null, strikeId: forGood.id });
    expect(standing(forGood, ban, strike(0, 15))).toMatchObject({ action: 'ban', until: null, strikeId: ban.id });
  });
});

describe('mutes that add up', () => {
  const standing = (...strikes: CountedStrike[]) => standingOf(strikes, 'add', NOW);

  test('run one after the other', () => {
    const [first, second] = [strike(0, 7), strike(0, 1)];
    expect(standing(first, second)).toEqual({ mayInteract: false, action: 'mute', until: NOW + 8 * DAY, strikeId: second.id });
  });

  test('one that would be over by its own dates still waits for its turn', () => {
    const [long, short] = [strike(7, 7), strike(6, 1)];
    expect(standing(long, short)).toMatchObject({ mayInteract: false, until: NOW + DAY, strikeId: short.id });
  });

  test('with a pause between them nothing is added', () => {
    expect(standing(strike(30, 7), strike(2, 7))).toMatchObject({ until: NOW + 5 * DAY });
  });
});
