import { fileStem, pictureName } from '../../../src/plugins/content-workflow/core/distribution/file-names';

/** What a person finds in the folder of downloads. */
test.each([
  ['Tea on the ridge', 'zhihu', 'Tea-on-the-ridge-zhihu-2'],
  ['龙井上市 🍵：今年第一批', 'xiaohongshu', '龙井上市-今年第一批-xiaohongshu-2'],
  ['../../etc/passwd', 'zhihu', 'etc-passwd-zhihu-2'],
  ['a/b\\c:d*e?"f<g>h|i', 'zhihu', 'a-b-c-d-e-f-g-h-i-zhihu-2'],
  ['…', 'zhihu', 'zhihu-2'],
  ['', 'zhihu', 'zhihu-2'],
])('a picture of "%s" for %s is called %s', (title, platform, name) => {
  expect(pictureName(title, platform, 1)).toBe(name);
});

test('a long title is cut, and no letter in two', () => {
  expect(fileStem('𠮷'.repeat(50), 'zhihu')).toBe(`${'𠮷'.repeat(40)}-zhihu`);
});
