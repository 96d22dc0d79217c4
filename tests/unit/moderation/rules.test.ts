/** Every rule by itself. */
import { contactsIn } from '../../../src/plugins/content-workflow/core/moderation/contacts';
import { SLA_HOURS, dueAt } from '../../../src/plugins/content-workflow/core/moderation/lanes';
import { allowedDomains, allowedIn } from '../../../src/plugins/content-workflow/core/moderation/allowed-domains';
import { isDomain, linkReport } from '../../../src/plugins/content-workflow/core/moderation/links';
import { compile } from '../../../src/plugins/content-workflow/core/moderation/match';
import { bandsOf, distance, jaccard, likeness, saysSomething, simHash } from '../../../src/plugins/content-workflow/core/moderation/near-duplicates';
import { laneOf, priorityOf } from '../../../src/plugins/content-workflow/core/moderation/priority';
import { screenText, signal, type Material } from '../../../src/plugins/content-workflow/core/moderation/screen';
import { senderFindings, type SenderFacts } from '../../../src/plugins/content-workflow/core/moderation/sender';
import { createReader } from '../../../src/plugins/content-workflow/core/moderation/text/reader';
import { LANES, type Signal } from '../../../src/plugins/content-workflow/core/moderation/vocabulary';
import { isInForce, termProblems, tidyTerms, type WordList } from '../../../src/plugins/content-workflow/core/moderation/word-lists';

const reader = createReader();
const list = (overrides: Partial<WordList>): WordList => ({ key: 'a', version: 1, name: 'A', violation: 'spam-ad', severity: 'minor', kind: 'normalised', minors: false, terms: [], allow: [], expiresAt: null, owner: 'x', retired: false, ...overrides });
const hits = (lists: readonly WordList[], text: string) => compile(lists, reader).find(reader.read(text), text, 0).map(({ list: of, term, from, to, way }) => `${of.key}:${term}:${text.slice(from, to)}:${way}`);

describe('normalising', () => {
  test.each([
    ['加\u200b微\u200d信', '加微信'],
    ['加*微~信', '加微信'],
    ['ＡＢＣ１２３', 'abc123'],
    ['ⓢⓟⓐⓜ', 'spam'],
    ['𝓈𝓅𝒶𝓂', 'spam'],
    ['①③⑧ 𝟏𝟑𝟖', '138138'],
    ['㊙㊎', '秘金'],
    ['ﬁ', 'fi'],
    ['軟體下載', '软体下载'],
    ['раypal', 'paypal'],
    ['ѕраm', 'spam'],
    ['кaкao', 'kakao'],
    ['13800138000', '13800138000'],
    ['Привет', 'привет'],
    ['á\u0301\u0316', 'a'],
    ['か\u3099', 'が'],
    ['\u115f\u1160\u3164\uffa0\u2800', ''],
    ['👨‍👩‍👧', ''],
  ])('%s becomes %s', (text, compact) => {
    expect(reader.compact(text)).toBe(compact);
  });

  test('every unit leads back to its place in what was sent', () => {
    const text = 'x加\u200b微❤️信';
    const [view] = reader.read(text).compacts.map((reading) => reading.view);
    expect(view?.text).toBe('x加微信');
    expect(Array.from(view?.from ?? []).map((from, i) => text.slice(from, view?.to[i]))).toEqual(['x', '加', '微', '信']);
  });

  test('a text of nothing but marks is read, and ends', () => {
    expect(reader.compact('\u0336'.repeat(5_000))).toBe('');
  });
});

describe('matching', () => {
  test('the longest term of a list counts at its place, and other lists count too', () => {
    expect(hits([list({ terms: ['微信', '加微信'] }), list({ key: 'b', terms: ['微信'] })], '请加微信')).toEqual(['a:加微信:加微信:written', 'b:微信:微信:written']);
  });

  test('a Latin word counts as a word, also where spaces are dropped', () => {
    expect(hits([list({ terms: ['spam', 'free money'] })], 'spammer carefree money free. Money Free-Money f ree money')).toEqual(['a:free money:Free-Money:written', 'a:free money:f ree money:pulled-apart']);
  });

  test('words of two sentences that meet are no word; a word that is pulled apart throughout is', () => {
    expect(hits([list({ terms: ['加微信'] })], '人数增加。微信可查')).toEqual([]);
    expect(hits([list({ terms: ['加微信'] })], '加。微。信')).toEqual(['a:加微信:加。微。信:pulled-apart']);
  });

  test('what is allowed is left alone', () => {
    expect(hits([list({ terms: ['微信'], allow: ['微信支付'] })], '微信支付 微信')).toEqual(['a:微信:微信:written']);
  });

  test('an exact list knows punctuation and no disguise', () => {
    expect(hits([list({ kind: 'exact', terms: ['bad.example'] })], 'BAD.example b a d.example badexample')).toEqual(['a:bad.example:BAD.example:written']);
  });

  test('sounds are hints, and the word as it is written is none', () => {
    expect(hits([list({ kind: 'pinyin-hint', terms: ['微信'] })], '葳信 weixin 微信')).toEqual(['a:微信:葳信:sound', 'a:微信:weixin:sound']);
  });

  test('a look-alike is a letter of its own where it belongs', () => {
    expect(hits([list({ terms: ['微信'] })], '安徽信步 徽信')).toEqual(['a:微信:徽信:look-alike']);
  });

  test('mainland and Taiwanese words stand for each other', () => {
    expect(hits([list({ terms: ['软件下载'] })], '軟體下載')).toEqual(['a:软件下载:軟體下載:written']);
    expect(hits([list({ terms: ['軟體下載'] })], '软件下载')).toEqual(['a:軟體下載:软件下载:written']);
  });

  test('no text makes it slow: a megabyte of what terms begin with ends in time', () => {
    const matcher = compile([list({ terms: Array.from({ length: 40 }, (_, i) => `${'a'.repeat(i + 5)}b`) })], reader);
    const text = 'a'.repeat(100_000);
    expect(matcher.find(reader.read(text), text, 0)).toEqual([]);
  });

  test('a list that has expired or was retired finds nothing', () => {
    expect([isInForce({ retired: false, expiresAt: null }, 5), isInForce({ retired: true, expiresAt: null }, 5), isInForce({ retired: false, expiresAt: 5 }, 5), isInForce({ retired: false, expiresAt: 6 }, 5)]).toEqual([true, false, false, true]);
  });

  test('terms are tidied, and wrong ones named by their place', () => {
    expect(tidyTerms([' a  b ', '', 'a b', 'c'])).toEqual(['a b', 'c']);
    expect(termProblems(['fine', '!', 'x'.repeat(101), 'é!'])).toEqual([
      { at: 1, message: expect.stringContaining('fewer than 2') as string },
      { at: 2, message: expect.stringContaining('longer than 100') as string },
      { at: 3, message: expect.stringContaining('fewer than 2') as string },
    ]);
  });
});

describe('places that links may lead to', () => {
  const places: WordList = list({ kind: 'allowed-domains', terms: ['example.com', 'bit.ly'] });
  const allowed = allowedDomains([places, { ...places, terms: ['retired.example'], retired: true }, { ...places, terms: ['over.example'], expiresAt: 5 }], ['own.example'], 5);
  const told = (text: string, beside: { url: string; label?: string }[] = []) => {
    const { domains, findings } = linkReport(reader.read(text).lines[0]?.view ?? { text: '', from: [], to: [] }, text, beside, allowed);
    return { domains, faults: findings.map(({ fault }) => fault) };
  };

  test('are those of lists in force, one’s own, and what is below them; a name that only ends so is another place', () => {
    expect(told('https://example.com/a https://blog.EXAMPLE.com own.example www.own.example').domains).toEqual([]);
    expect(told('https://notexample.com https://example.com.evil.net retired.example over.example').domains).toEqual(['notexample.com', 'evil.net']);
    expect(told('https://bit.ly/3x').faults).toEqual([]);
    expect(told('', [{ url: 'https://example.com/x', label: 'other.org' }])).toEqual({ domains: [], faults: [] });
  });

  test('do not cover what only looks like them, hides a user name, or runs something', () => {
    // The first letter is Cyrillic.
    expect(told('https://\u0435xample.com').faults).toContain('look-alike');
    expect(told('https://example.com@evil.net/')).toEqual({ domains: ['evil.net'], faults: ['credentials'] });
    expect(told('https://user:word@example.com/').faults).toEqual(['credentials']);
    expect(told('javascript:alert(1)//example.com').faults).toContain('active');
  });

  test('are tried on past texts like words, and are domains, not endings', () => {
    const text = 'See https://blog.example.com/a and other.org';
    expect(allowedIn(places, text, reader).map(({ term, from, to }) => [term, text.slice(from, to)])).toEqual([['example.com', 'https://blog.example.com/a']]);
    expect(['example.com', 'blog.example.co.uk', 'co.uk', 'com', 'Example.com', '10.0.0.1', 'https://example.com', 'example.com/a', 'two words'].map(isDomain)).toEqual([true, true, false, false, false, false, false, false, false]);
  });

  test('are no words: nothing is found by them', () => {
    expect(compile([places], reader).find(reader.read('example.com'), 'example.com', 0)).toEqual([]);
  });
});

describe('links', () => {
  const report = (text: string, beside: { url: string; label?: string }[] = []) => {
    const view = reader.read(text).lines[0]?.view ?? { text: '', from: [], to: [] };
    const { domains, findings } = linkReport(view, text, beside);
    return { domains, faults: findings.map(({ fault }) => fault) };
  };

  test.each([
    ['https://a.example.com/x http://b.example.com', ['example.com'], []],
    ['exam\u200bple.com ｗｗｗ．ｂａｄ．ｃｏｍ', ['example.com', 'bad.com'], []],
    ['bad。com bad点com bad[.]com hxxp://evil.cn', ['bad.com', 'evil.cn'], []],
    ['a.co.uk b.co.uk', ['a.co.uk', 'b.co.uk'], []],
    ['lunch.It was nice, e.g. version 1.2.3 of 2026.11.26', [], []],
    ['write to joe@example.com', [], []],
    ['bit.ly/x http://1.2.3.4/x', ['bit.ly', '1.2.3.4'], ['shortener', 'ip-address']],
    ['http://user:pw@host.com', ['host.com'], ['credentials']],
    ['pаypal.com', ['paypal.com'], ['look-alike']],
    ['javascript:alert(1)', [], ['active']],
    ['java\u200bscript:alert(1)', [], ['active']],
    ['data:text/html;base64,xx', [], ['active']],
    ['data: see below', [], []],
  ])('%s', (text, domains, faults) => {
    expect(report(text)).toEqual({ domains, faults });
  });

  test('a link beside the text is judged by where it leads', () => {
    expect(report('', [{ url: 'java\tscript:alert(1)' }, { url: 'https://evil.com', label: 'www.bank.com' }, { url: 'HTTPS://OK.com', label: 'ok.com' }]).faults).toEqual(['active', 'misleading']);
  });
});

describe('contact details', () => {
  const contacts = (text: string) => contactsIn(reader.read(text).digits()).map(({ contact, from, to }) => `${contact}:${text.slice(from, to)}`);

  test.each([
    ['电话13800138000', ['phone:13800138000']],
    ['一三八零零一三八零零零', ['phone:一三八零零一三八零零零']],
    ['+86 138-0013-8000', ['phone:+86 138-0013-8000']],
    ['0912-345-678', ['phone:0912-345-678']],
    ['+44 7700 900123', ['phone:+44 7700 900123']],
    ['QQ：123456789', ['qq:QQ：123456789']],
    ['V❤X abc12345', ['wechat:V❤X abc12345']],
    ['徽信: catlover', ['wechat:徽信: catlover']],
    ['tg @bestdeals', ['telegram:tg @bestdeals']],
    ['joe@example.com', ['email:joe@example.com']],
    ['joe[at]example[dot]com', ['email:joe[at]example[dot]com']],
    ['wechat payments are easy', []],
    ['微信支付2020', []],
    ['订单号 2026112600013', []],
    ['ISBN 9787111128069', []],
    ['110101199003071234', []],
    ['13.8001380001', []],
  ])('%s', (text, found) => {
    expect(contacts(text)).toEqual(found);
  });
});

describe('near duplicates', () => {
  const AD = '加微信领取免费红包每天稳赚三百元不需要任何投资名额有限先到先得赶快联系我们的客服';
  const of = (text: string) => ({ text, hash: simHash(text) });

  test.each([
    ['one word changed', AD.replace('三百', '五百')],
    ['a suffix', `${AD}谢谢大家`],
    ['another order of its parts', `${AD.slice(12)}${AD.slice(0, 12)}`],
  ])('%s is near', (_, other) => {
    expect(likeness(of(AD), of(other))).toMatchObject({ kind: 'near' });
    expect(jaccard(AD, other)).toBeGreaterThanOrEqual(0.7);
  });

  test('the same is the same; another text is far', () => {
    const other = '今天我们去了海边看日落孩子们玩得很开心晚上在沙滩上烤肉聊天听音乐度过了难忘的周末';
    expect(likeness(of(AD), of(AD))).toEqual({ kind: 'same', distance: 0, jaccard: 1 });
    expect(distance(simHash(AD), simHash(other))).toBeGreaterThan(20);
    expect(likeness(of(AD), of(other))).toBeNull();
  });

  test('short texts are compared by their pairs, and "nice!" is nobody’s copy', () => {
    expect(distance(simHash('免费领红包'), simHash('免费领红包啦'))).toBeGreaterThan(6);
    expect(likeness(of('今日免费领红包啦'), of('今日免费领红包啦啊'))).toMatchObject({ kind: 'near' });
    expect(likeness(of('今日免费领红包'), of('昨天下雨没出门'))).toBeNull();
    expect(likeness(of('nice'), of('nice'))).toBeNull();
  });

  test('hashes that differ in seven bits or fewer share a byte at its place', () => {
    const hash = '0123456789abcdef';
    for (let first = 0; first < 64; first += 1) {
      const flipped = Array.from({ length: 7 }, (_, i) => (first + 9 * i) % 64).reduce((bits, bit) => bits ^ (1n << BigInt(bit)), BigInt(`0x${hash}`));
      const other = flipped.toString(16).padStart(16, '0');
      expect(distance(hash, other)).toBe(7);
      expect(bandsOf(hash).some((band, i) => band === bandsOf(other)[i])).toBe(true);
    }
  });

  test('a picture of one colour says nothing', () => {
    expect([saysSomething('0000000000000000'), saysSomething('ffffffffffffffff'), saysSomething('f0e1d2c3b4a59687')]).toEqual([false, false, true]);
  });
});

describe('senders', () => {
  const facts = (overrides: Partial<SenderFacts>): SenderFacts => ({ earlier: 3, lastHour: 0, lastDay: 0, composedMs: 60_000, length: 100, strikes: 0, rejections: 0, ...overrides });

  test.each([
    ['nothing', {}, []],
    ['a first submission', { earlier: 0 }, ['first']],
    ['two seconds', { composedMs: 1_999 }, ['too-fast']],
    ['three seconds', { composedMs: 3_000 }, []],
    ['a form nobody timed', { composedMs: null }, []],
    ['a long text in ten seconds', { composedMs: 10_000, length: 2_000 }, ['pasted']],
    ['a sixth in an hour', { lastHour: 5, lastDay: 5 }, ['too-many']],
    ['a fifth in an hour', { lastHour: 4, lastDay: 4 }, []],
    ['a twenty-first in a day', { lastHour: 1, lastDay: 20 }, ['too-many']],
    ['a strike', { strikes: 1 }, ['repeat-offender']],
    ['two rejections', { rejections: 2 }, []],
    ['three rejections', { rejections: 3 }, ['repeat-offender']],
  ])('%s', (_, overrides, rules) => {
    expect(senderFindings(facts(overrides)).map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('lanes and priority', () => {
  const report = (rule: string, violation: Signal['violation']): Signal => ({ ...signal(rule, violation, 'serious'), source: 'report' });

  test.each<[string, Signal[], boolean, string]>([
    ['nothing', [], false, 'regular'],
    ['a new sender', [signal('sender/first', null, 'minor')], true, 'new-sender'],
    ['a patrol', [{ ...signal('patrol/sample', null, 'minor'), source: 'patrol' }], false, 'patrol'],
    ['a word', [signal('word-list/x', 'spam-ad', 'minor')], true, 'flagged'],
    ['a hint at something illegal', [signal('word-list/x', 'illegal', 'extreme', { hint: true })], false, 'flagged'],
    ['a time-out', [signal('screening/timed-out', null, 'moderate')], false, 'flagged'],
    ['a report', [report('report/spam', 'spam-ad')], true, 'reported'],
    ['a threat that was reported', [report('report/threat', 'unfriendly.threat')], false, 'threat'],
    ['minors', [signal('word-list/x', 'vulgar-sexual', 'minor', { evidence: { minors: 1 } })], false, 'minor'],
    ['minors, reported', [report('report/minors', 'other-harm')], false, 'minor'],
    ['illegal and a threat', [signal('word-list/y', 'unfriendly.threat', 'minor'), signal('word-list/x', 'illegal', 'minor')], false, 'illegal'],
  ])('%s', (_, signals, newSender, lane) => {
    expect(laneOf(signals, { newSender })).toBe(lane);
  });

  test('what is illegal or concerns minors goes before all else; severity before number; hints last', () => {
    const minor = signal('word-list/x', 'spam-ad', 'minor');
    const extreme = signal('word-list/x', 'spam-ad', 'extreme');
    const order = [[signal('a', 'illegal', 'minor')], [signal('a', 'vulgar-sexual', 'minor', { evidence: { minors: 1 } }), minor], [extreme], Array.from({ length: 50 }, () => signal('x', 'spam-ad', 'serious')), [minor, minor], [minor], [{ ...extreme, hint: true }], []].map((signals) => priorityOf(signals));
    expect(order[0]).toBeGreaterThan(10_000);
    expect(order[1]).toBeGreaterThan(10_000);
    expect(order.slice(2)).toEqual([...order.slice(2)].sort((a, b) => b - a));
    expect(new Set(order.slice(2)).size).toBe(order.length - 2);
  });

  test('every lane has its hours', () => {
    expect(Object.keys(SLA_HOURS).sort()).toEqual([...LANES].sort());
    expect(dueAt('illegal', 0)).toBe(3_600_000);
    expect(dueAt('regular', 1)).toBe(48 * 3_600_000 + 1);
  });
});

describe('a submission as a whole', () => {
  const material = (overrides: Partial<Material>): Material => ({ documentId: null, reference: 'S-1', revision: 1, title: '', text: '', links: [], contributorName: '', sender: 'member:1', composedMs: null, imageHashes: [], at: 0, ...overrides });
  const matcher = compile([list({ terms: ['cheap balloons'] })], reader);
  const screened = (overrides: Partial<Material>, first = false) => screenText(material(overrides), first, { reader, matcher, allowed: new Set() }).signals;

  test('names the field, and the place in it', () => {
    expect(screened({ title: 'Cheap balloons', contributorName: 'cheap.balloons', links: [{ url: 'https://x.example.com', label: 'cheap balloons' }] }).map(({ span }) => span?.field)).toEqual(['title', 'contributorName', 'links.0']);
  });

  test('counts what it does not list', () => {
    const found = screened({ text: 'cheap balloons! '.repeat(25) });
    expect(found).toHaveLength(10);
    expect(found.at(-1)?.evidence).toMatchObject({ more: 15 });
  });

  test('more places to go to than two are many for a first submission, more than five for any', () => {
    const text = 'one.com two.com three.com';
    expect(screened({ text }, true).map(({ rule }) => rule)).toEqual(['links/too-many']);
    expect(screened({ text }, false)).toEqual([]);
    expect(screened({ text: `${text} four.com five.com six.com` }).map(({ rule }) => rule)).toEqual(['links/too-many']);
  });

  test('a contact detail in a name weighs more', () => {
    expect(screened({ text: '13800138000', contributorName: '加13800138000' }).map(({ rule, severity, span }) => `${rule} ${severity} ${span?.field}`)).toEqual(['contact/phone minor text', 'contact/phone moderate contributorName']);
  });

  test('what matched is told as it was sent, and not more of it than 200 characters', () => {
    const text = `cheap${'\u200b'.repeat(300)}balloons`;
    expect(screened({ text })[0]?.matched).toBe(text.slice(0, 200));
  });
});
