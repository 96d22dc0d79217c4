import fc from 'fast-check';
import { acceptedCodings } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/negotiation';
import { CODINGS, matchedTag, tagOf } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/validators';

const ETAG = '"abc_-def"';

describe('a validator', () => {
  test('differs for every form of the same bytes', () => {
    expect(CODINGS.map((coding) => tagOf(ETAG, coding))).toEqual(['"abc_-def-br"', '"abc_-def-gzip"', '"abc_-def"']);
  });

  test.each([
    ['"abc_-def"', '"abc_-def"'],
    ['W/"abc_-def"', '"abc_-def"'],
    ['"abc_-def-br"', '"abc_-def-br"'],
    ['W/"abc_-def-gzip"', '"abc_-def-gzip"'],
    ['"other", W/"abc_-def-gzip" ,"more"', '"abc_-def-gzip"'],
    ['*', '"abc_-def"'],
    ['"other","abc_-def-br"', '"abc_-def-br"'],
  ])('%s names it, as %s', (header, tag) => {
    expect(matchedTag(header, ETAG)).toBe(tag);
  });

  test.each(['', '"abc"', '"abc_-def-deflate"', 'abc_-def', '"abc_-def', 'w/"abc_-def"', 'W/W/"abc_-def"', '"-br"', ',', '"*"'])('%s does not name it', (header) => {
    expect(matchedTag(header, ETAG)).toBeNull();
  });
});

describe('Accept-Encoding', () => {
  test.each([
    [undefined, ['identity']],
    ['', ['identity']],
    ['gzip, deflate, br', ['br', 'gzip', 'identity']],
    ['gzip, deflate', ['gzip', 'identity']],
    ['GZIP', ['gzip', 'identity']],
    ['x-gzip', ['gzip', 'identity']],
    ['br;q=0.5, gzip', ['gzip', 'br', 'identity']],
    ['br;q=0, gzip', ['gzip', 'identity']],
    ['gzip;q=0', ['identity']],
    ['identity', ['identity']],
    ['identity;q=0, gzip', ['gzip']],
    ['identity;q=0', []],
    ['identity, gzip;q=0.5', ['identity', 'gzip']],
    ['*', ['br', 'gzip', 'identity']],
    ['*;q=0', []],
    ['*;q=0, br', ['br']],
    ['*;q=0, identity', ['identity']],
    ['*;q=0.5, gzip', ['gzip', 'br', 'identity']],
    ['gzip ; q=0.8 , br ; Q=0.9', ['br', 'gzip', 'identity']],
    ['gzip;q=nonsense', ['identity']],
    ['gzip;q=2', ['identity']],
    ['zstd, deflate', ['identity']],
    [',,;', ['identity']],
  ])('%s means %j, the most wanted first', (header, codings) => {
    expect(acceptedCodings(header)).toEqual(codings);
  });

  test('whatever is sent, a form is named once and the second answer is the first', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (header) => {
        const first = acceptedCodings(header);
        expect(new Set(first).size).toBe(first.length);
        expect(acceptedCodings(header)).toEqual(first);
      })
    );
  });
});
