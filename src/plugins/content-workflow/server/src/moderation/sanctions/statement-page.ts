/**
 * The page of a statement, for whoever opens its link in a browser: one document without a script, without anything from a third
 * party. What moderators and members wrote is text until it is escaped here.
 */
import { createHash } from 'node:crypto';
import type { Statement } from '../../../../contracts/moderation/members';
import type { Language } from '../../../../core/moderation/rules/languages';
import { escapeHtml } from '../../../../core/html';
import { PAGE_WORDS } from '../../../../core/moderation/statement';
import type { HttpContext } from '../../http/problem';
import { statementText } from './statement-text';

const STYLE = `:root{color-scheme:light dark}body{background:Canvas;color:CanvasText;margin:0 auto;max-width:40rem;padding:1rem;font:1.0625rem/1.6 system-ui,"PingFang SC","PingFang TC","Microsoft YaHei","Microsoft JhengHei",sans-serif;overflow-wrap:anywhere}p{white-space:pre-line}h1{font-size:1.5rem;line-height:1.25}label{display:block;font-weight:600;margin-top:2rem}textarea{box-sizing:border-box;width:100%;min-height:8rem;font:inherit;padding:.625rem}button{min-height:3rem;padding:0 1.5rem;font:inherit;font-weight:600;margin-top:1rem}nav{display:flex;gap:1rem}[role=alert]{font-weight:600}:focus-visible{outline:3px solid;outline-offset:2px}`;

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

const SELVES: Readonly<Record<Language, string>> = { en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文' };

export interface Typed {
  readonly text: string;
  /** True where what was typed could not be taken. */
  readonly isWrong: boolean;
}

const form = (language: Language, token: string, { text, isWrong }: Typed): string => {
  const { label, hint, send, missing } = PAGE_WORDS[language];
  const action = `${escapeHtml(token)}/appeal?language=${language}`;
  return `<form method="post" action="${action}"><label for="text">${escapeHtml(label)}</label><p id="hint">${escapeHtml(hint)}</p>${isWrong ? `<p role="alert" id="wrong">${escapeHtml(missing)}</p>` : ''}<textarea id="text" name="text" required maxlength="2000" aria-describedby="hint${isWrong ? ' wrong' : ''}"${isWrong ? ' aria-invalid="true"' : ''}>${escapeHtml(text)}</textarea><button>${escapeHtml(send)}</button></form>`;
};

const standing = (statement: Statement, language: Language): string => {
  const { state } = statement.appeal;
  if (state !== 'open' && state !== 'withdrawn') return '';
  return `<p role="status">${escapeHtml(PAGE_WORDS[language][state])}</p>`;
};

const send = (ctx: HttpContext, status: number, language: Language, title: string, body: string, address: string | null): void => {
  const languages = address === null ? '' : `<nav>${Object.entries(SELVES).map(([code, self]) => (code === language ? `<span lang="${code}" aria-current="true">${self}</span>` : `<a lang="${code}" hreflang="${code}" href="${address}?language=${code}">${self}</a>`)).join('')}</nav>`;
  ctx.status = status;
  ctx.set('Content-Type', 'text/html; charset=utf-8');
  ctx.set('Content-Security-Policy', POLICY);
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.body = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${languages}<main>${body}</main></body></html>`;
};

/** `base`: the path below which statements stand. Addresses are whole, since the page answers below the statement's own as well. */
export const sendStatementPage = (ctx: HttpContext, status: number, input: { readonly statement: Statement; readonly language: Language; readonly base: string; readonly token: string; readonly typed: Typed }): void => {
  const { statement, language, base, token, typed } = input;
  const { subject, text } = statementText(statement, language, null);
  const paragraphs = text
    .trim()
    .split('\n\n')
    .map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`)
    .join('');
  const address = `${base}/${token}`;
  send(ctx, status, language, subject, `<h1>${escapeHtml(subject)}</h1>${paragraphs}${standing(statement, language)}${statement.appeal.possible ? form(language, address, typed) : ''}`, escapeHtml(address));
};

export const sendUnknownPage = (ctx: HttpContext, status: number, language: Language): void => send(ctx, status, language, PAGE_WORDS[language].unknown, `<p>${escapeHtml(PAGE_WORDS[language].unknown)}</p>`, null);
