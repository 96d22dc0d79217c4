/**
 * The guest's page: one document without a script, without anything from a third party, for a phone first. The address is
 * the secret, so it is told to nobody (no referrer, no index, no store).
 */
import { createHash } from 'node:crypto';
import type { GetGuestPage } from '../../../../contracts/guest';
import type { HttpContext } from '../../http/problem';
import { fieldsOf, html, imageOrigins, type Html } from './html';
import type { Names } from './names';
import { LANGUAGES, momentIn, TEXTS, type Language } from './texts';

/** What was typed, so that a refusal loses nothing. */
export interface Typed {
  readonly name: string;
  readonly comment: string;
  readonly problem: { readonly field: 'name' | 'comment'; readonly text: string } | null;
}

export const UNTOUCHED: Typed = { name: '', comment: '', problem: null };

const STYLE = `
:root{color-scheme:light dark;--ink:#212134;--quiet:#5a5a78;--line:#c0c0cf;--ground:#fff;--card:#f6f6f9;--main:#4945ff;--onmain:#fff;--bad:#b72b1a}
@media (prefers-color-scheme:dark){:root{--ink:#f6f6f9;--quiet:#b4b4c8;--line:#5d5d80;--ground:#181826;--card:#212134;--main:#a5a3ff;--onmain:#181826;--bad:#ff8f80}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.6 system-ui,"PingFang SC","PingFang TC","Microsoft YaHei","Microsoft JhengHei",sans-serif;overflow-wrap:anywhere}
main{max-width:44rem;margin:0 auto;padding:1rem}
nav{display:flex;gap:.25rem;flex-wrap:wrap;max-width:44rem;margin:0 auto;padding:.5rem 1rem 0}
nav a,nav span{padding:.5rem .5rem;min-height:2.75rem}
a{color:var(--main)}
h1{font-size:1.6rem;line-height:1.25;margin:1rem 0}
h2{font-size:.875rem;color:var(--quiet);margin:1.5rem 0 .25rem;font-weight:600}
img{max-width:100%;height:auto;border-radius:.5rem;display:block}
pre{white-space:pre-wrap}
blockquote{margin:0;padding-left:1rem;border-left:3px solid var(--line)}
.text{white-space:pre-line}
.address{color:var(--quiet);unicode-bidi:isolate}
dl{margin:0}dt{color:var(--quiet);font-size:.875rem}dd{margin:0 0 .5rem}
.note{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:1rem 0}
.note>:first-child{margin-top:0}.note>:last-child{margin-bottom:0}
form>h2{font-size:1.25rem;color:var(--ink);margin-top:2rem}
form label{display:block;font-weight:600;margin-top:1rem}
form small{display:block;color:var(--quiet)}
input,textarea{width:100%;font:inherit;color:inherit;background:var(--ground);border:1px solid var(--quiet);border-radius:.25rem;padding:.625rem}
textarea{min-height:7rem}
.bad{color:var(--bad);font-weight:600;margin:.25rem 0 0}
.two{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.25rem}
button{flex:1 1 12rem;min-height:3rem;font:inherit;font-weight:600;border-radius:.25rem;border:1px solid var(--main);background:var(--main);color:var(--onmain);cursor:pointer}
button.plain{background:transparent;color:var(--main)}
:focus-visible{outline:3px solid var(--main);outline-offset:2px}
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const languages = (current: Language): Html =>
  html`<nav aria-label="${TEXTS[current].language}">${LANGUAGES.map((code) =>
    code === current ? html`<span lang="${code}" aria-current="true">${TEXTS[code].self}</span>` : html`<a lang="${code}" hreflang="${code}" href="?lang=${code}">${TEXTS[code].self}</a>`
  )}</nav>`;

const documentOf = (language: Language, title: string, body: Html): string =>
  `<!doctype html>${
    html`<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${{ html: STYLE }}</style></head><body>${languages(language)}<main>${body}</main></body></html>`.html
  }`;

export interface OpenPage {
  readonly content: GetGuestPage.Content;
  /** The attribute that names an entry; it is the heading. */
  readonly titleField: string;
  /** Of its attributes, in the language of the page. */
  readonly names: Names;
  readonly locale: string;
  readonly guest: string;
  readonly askedBy: string;
  readonly expiresAt: number;
}

const problemOf = (typed: Typed, field: 'name' | 'comment'): Html => (typed.problem?.field === field ? html`<p class="bad" id="${field}-problem" role="alert">${typed.problem.text}</p>` : html``);

const described = (typed: Typed, field: 'name' | 'comment'): Html => (typed.problem?.field === field ? html` aria-invalid="true" aria-describedby="${field}-help ${field}-problem"` : html` aria-describedby="${field}-help"`);

export const openPage = (language: Language, { content, titleField, names, locale, guest, askedBy, expiresAt }: OpenPage, typed: Typed): string => {
  const say = TEXTS[language];
  return documentOf(
    language,
    content.title,
    html`<div class="note"><p>${say.hello(guest, askedBy)}</p><p>${say.once(momentIn(language, expiresAt))}</p></div>
<article${locale === '' ? html`` : html` lang="${locale}"`}><h1>${content.title}</h1>${fieldsOf(content.content, titleField, names)}</article>
${content.variants.map((variant) => html`<section class="note"><h2>${say.version(variant.label)}</h2>${fieldsOf(variant.content, '', names)}</section>`)}
<form method="post" action="?lang=${language}" novalidate><h2>${say.answer}</h2>
<label for="name">${say.name}</label><input id="name" name="name" autocomplete="name" maxlength="120" required value="${typed.name}"${described(typed, 'name')}><small id="name-help">${say.nameHelp}</small>${problemOf(typed, 'name')}
<label for="comment">${say.comment}</label><textarea id="comment" name="comment" maxlength="10000"${described(typed, 'comment')}>${typed.comment}</textarea><small id="comment-help">${say.commentHelp}</small>${problemOf(typed, 'comment')}
<div class="two"><button name="decision" value="approve">${say.approve}</button><button class="plain" name="decision" value="request-changes">${say.change}</button></div></form>`
  );
};

export const messagePage = (language: Language, title: string, next: string): string => documentOf(language, title, html`<h1>${title}</h1><p role="status">${next}</p>`);

/** Nothing but its own style, and pictures from where the content's pictures are. */
export const sendPage = (ctx: HttpContext, status: number, page: string, pictures: unknown = null): void => {
  const origins = imageOrigins(pictures);
  ctx.set('Content-Security-Policy', `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src ${["'self'", ...origins].join(' ')}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`);
  ctx.set('Content-Type', 'text/html; charset=utf-8');
  ctx.status = status;
  ctx.body = page;
};
