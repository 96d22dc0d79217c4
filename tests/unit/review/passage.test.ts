/** A comment on a passage stays on its words, wherever an edit moves them, and says so when they are gone. */
import fc from 'fast-check';
import { findPassage, passageOf } from '../../../src/plugins/content-workflow/core/review/passage';

const TEXT = 'We walk at nine. The tea is served by the old well. Then we walk home, and the tea is drunk.';

const select = (text: string, quote: string, nth = 0) => {
  let at = -1;
  for (let i = 0; i <= nth; i += 1) at = text.indexOf(quote, at + 1);
  return passageOf(text, at, at + quote.length);
};

test('in an unchanged text it is where it was', () => {
  const passage = select(TEXT, 'the old well');
  expect(findPassage(TEXT, passage)).toEqual({ kind: 'there', start: passage.start, end: passage.end, moved: false });
});

test('it moves with what was written before it', () => {
  const place = findPassage(`Good morning! ${TEXT}`, select(TEXT, 'the old well'));
  expect(place).toMatchObject({ kind: 'there', moved: true });
  expect(place.kind === 'there' && `Good morning! ${TEXT}`.slice(place.start, place.end)).toBe('the old well');
});

test('of two equal passages it is the one with the same surroundings', () => {
  const second = select(TEXT, 'tea is', 1);
  const edited = TEXT.replace('We walk at nine. ', '');
  const place = findPassage(edited, second);
  expect(place).toMatchObject({ kind: 'there', start: edited.lastIndexOf('tea is') });
});

test('words that were rewritten are gone', () => {
  expect(findPassage(TEXT.replace('the old well', 'the new fountain'), select(TEXT, 'the old well'))).toEqual({ kind: 'gone' });
});

test('a short word that is left only elsewhere is not the one that was meant', () => {
  const passage = select(TEXT, 'walk', 1);
  expect(findPassage('Nobody said a word. A walk.', passage)).toEqual({ kind: 'gone' });
});

test('a Chinese passage is found after an edit around it', () => {
  const text = '活動在山頂舉行，請自備茶杯。活動結束後一起下山。';
  const passage = select(text, '自備茶杯');
  const edited = `各位好：${text.replace('請', '請務必')}`;
  const place = findPassage(edited, passage);
  expect(place.kind === 'there' && edited.slice(place.start, place.end)).toBe('自備茶杯');
});

test('whatever is written around it, a telling passage is found', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const edited = `${before}The tea is served by the old well${after}`;
      const place = findPassage(edited, select(TEXT, 'The tea is served by the old well'));
      expect(place.kind === 'there' && edited.slice(place.start, place.end)).toBe('The tea is served by the old well');
    })
  );
});

test('what is found always is the quote', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), fc.nat(), fc.nat(), (text, other, a, b) => {
      const [start, end] = [a % text.length, (b % text.length) + 1].sort((x, y) => x - y) as [number, number];
      const passage = passageOf(text, start, end);
      for (const now of [text, other, other + text]) {
        const place = findPassage(now, passage);
        if (place.kind === 'there') expect(now.slice(place.start, place.end)).toBe(passage.quote);
      }
      if (passage.quote !== '') expect(findPassage(text, passage).kind).toBe('there');
    })
  );
});
