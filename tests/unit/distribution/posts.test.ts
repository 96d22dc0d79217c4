/** What a post says where a piece is longer than the platform takes: never a part of it without a word about the rest. */
import fc from 'fast-check';
import { fitPost, hashtag, picturesFor, type Written } from '../../../src/plugins/content-workflow/core/distribution/post';
import { toPlainText } from '../../../src/plugins/content-workflow/core/distribution/plain';
import type { Document } from '../../../src/plugins/content-workflow/core/distribution/document';
import { aParagraph, aPicture, aSource, anySource } from '../../support/distribution/content';

const within =
  (max: number) =>
  (document: Document): Written<string> => {
    const value = toPlainText(document);
    return { value, measures: [{ field: 'body', used: value.length, max, unit: 'utf16' }] };
  };

const source = aSource({ title: 'Walk', summary: 'Along the river.', body: [aParagraph('b'.repeat(100))], tags: ['spring', '2026', '徒 步'], url: 'https://e.org/1', links: [{ label: 'Shop', url: 'https://e.org/shop' }] });

const codes = (fitted: { readonly issues: readonly { readonly level: string; readonly code: string }[] }): string[] => fitted.issues.map(({ level, code }) => `${level} ${code}`);

describe('the richest form that fits is sent', () => {
  const whole = `Walk\n\n${'b'.repeat(100)}\n\nShop https://e.org/shop\n\nhttps://e.org/1\n\n#spring #徒步`;

  test.each([
    ['all of it', whole.length, whole, []],
    ['all but the tags', whole.length - 1, whole.replace('\n\n#spring #徒步', ''), ['warning tags-left-out']],
    ['title, summary and links', 90, 'Walk\n\nAlong the river.\n\nShop https://e.org/shop\n\nhttps://e.org/1\n\n#spring #徒步', ['warning teaser']],
    ['title, summary and the way to the rest', 60, 'Walk\n\nAlong the river.\n\nhttps://e.org/1\n\n#spring #徒步', ['warning teaser', 'warning links-left-out']],
    ['the same without tags', 45, 'Walk\n\nAlong the river.\n\nhttps://e.org/1', ['warning teaser', 'warning links-left-out', 'warning tags-left-out']],
  ])('%s', (_name, max, text, issues) => {
    const fitted = fitPost(source, true, within(max));
    expect(fitted.value).toBe(text);
    expect(codes(fitted)).toEqual(issues);
  });

  test('and what does not fit in any form is an error that says by how much', () => {
    const fitted = fitPost(source, true, within(20));
    expect(codes(fitted)).toContain('error too-long');
    expect(fitted.issues.find(({ code }) => code === 'too-long')?.params).toEqual({ used: fitted.value.length, max: 20, unit: 'utf16' });
  });

  test('without an address there is no way to the rest, so nothing stands for the whole', () => {
    expect(codes(fitPost({ ...source, url: null }, false, within(90)))).toEqual(['error too-long']);
  });
});

describe('what editors wrote for the platform', () => {
  const adapted = { ...source, adapted: true };

  test('is all that is said: no title, no tags, no address', () => {
    expect(fitPost(adapted, true, within(500)).value).toBe('b'.repeat(100));
    expect(fitPost({ ...adapted, ownTitle: true }, true, within(500)).value).toBe(`Walk\n\n${'b'.repeat(100)}`);
  });

  test('is not shortened', () => {
    const fitted = fitPost(adapted, true, within(90));
    expect(fitted.value).toBe('b'.repeat(100));
    expect(codes(fitted)).toEqual(['error too-long']);
  });
});

test('nothing is ever cut: what is sent is a form of the piece, or an error', () => {
  fc.assert(
    fc.property(anySource, fc.integer({ min: 0, max: 300 }), (any, max) => {
      const fitted = fitPost(any, true, within(max));
      const isOver = fitted.value.length > max;
      expect(fitted.issues.some(({ level }) => level === 'error')).toBe(isOver);
      if (!isOver && !fitted.isTeaser) expect(fitted.value).toBe(toPlainText(fitted.document));
      if (fitted.isTeaser) expect(fitted.value).toContain(any.url);
    }),
    { numRuns: 200, seed: 11 }
  );
});

test('a tag is one word, and a number is none', () => {
  expect(['spring walk', '徒步', 'C++', '2026', '#already', 'a@everyone'].map(hashtag)).toEqual(['#springwalk', '#徒步', '#C', '', '#already', '#aeveryone']);
});

test('pictures are sent each once, in their order, and those that are not are told of', () => {
  const [cover, second, third] = [aPicture(), aPicture({ fileId: 8, alt: ' ' }), aPicture({ fileId: 9 })];
  const many = aSource({ cover, gallery: [second, cover, third], body: [{ kind: 'picture', picture: aPicture({ fileId: null, url: 'https://elsewhere.example/x.png' }) }] });
  const { pictures, issues } = picturesFor(many, { types: ['image/jpeg'] }, 2);
  expect(pictures.map(({ picture }) => picture.fileId)).toEqual([7, 8]);
  expect(issues.map(({ code, field }) => `${code} ${field}`)).toEqual(['picture-unknown pictures', 'pictures-left-out pictures', 'alt-missing pictures.1']);
});
