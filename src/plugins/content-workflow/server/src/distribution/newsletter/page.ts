/** The pages of a newsletter: no script, nothing from a third party, told to nobody. Looking at one changes nothing, since mail programs look at links by themselves. */
import { createHash } from 'node:crypto';
import { escapeHtml } from '../../../../core/html';
import type { LetterLanguage } from '../../../../core/distribution/newsletter/languages';
import type { HttpContext } from '../../http/problem';

const STYLE =
  ':root{color-scheme:light dark}body{margin:0;font:1.0625rem/1.6 system-ui,"PingFang SC","PingFang TC","Microsoft YaHei","Microsoft JhengHei",sans-serif;overflow-wrap:anywhere}main{max-width:36rem;margin:0 auto;padding:1.5rem 1rem}h1{font-size:1.5rem;line-height:1.3}button{min-height:3rem;padding:0 1.5rem;font:inherit;font-weight:600;border:1px solid;border-radius:.25rem;background:transparent;color:inherit;cursor:pointer}label{display:block;margin:0 0 1rem}:focus-visible{outline:3px solid;outline-offset:2px}';

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

export interface Page {
  readonly title: string;
  readonly text: string;
  /** What a button does: sends the page's own address, with a box to tick where there is one. */
  readonly form: { readonly button: string; readonly box: { readonly name: string; readonly label: string } | null } | null;
}

const formOf = ({ button, box }: NonNullable<Page['form']>): string =>
  `<form method="post">${box === null ? '' : `<label><input type="checkbox" name="${box.name}" value="yes"> ${escapeHtml(box.label)}</label>`}<button>${escapeHtml(button)}</button></form>`;

export const sendPage = (ctx: HttpContext, status: number, language: LetterLanguage, { title, text, form }: Page): void => {
  ctx.set('Content-Security-Policy', `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`);
  ctx.set('Content-Type', 'text/html; charset=utf-8');
  ctx.status = status;
  ctx.body = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1><p role="status">${escapeHtml(text)}</p>${form === null ? '' : formOf(form)}</main></body></html>`;
};
