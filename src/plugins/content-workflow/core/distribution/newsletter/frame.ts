/** The frame of every mail: one column that is readable without style sheets, on a phone, and where colours are turned round. */
import { escapeHtml } from '../../html';

const FONT = 'font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Helvetica,Arial,PingFang SC,PingFang TC,Microsoft YaHei,Microsoft JhengHei,sans-serif';

/**
 * Colours stand inline for programs that drop style sheets, and once more here for those that know dark mode; without both
 * schemes being announced, some programs turn colours round by themselves and leave dark text on dark ground.
 */
const STYLE = ':root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){.ground,.card{background:#17181c!important}.ink,.ink *{color:#ececf1!important}.ink a{color:#a9c1ff!important}.quiet,.quiet *{color:#b5b5c0!important}}';

export interface Frame {
  /** BCP 47, or ''. */
  readonly language: string;
  readonly title: string;
  /** What lists of mails show behind the subject; '' shows the beginning of the text. */
  readonly preheader: string;
  /** Markup. */
  readonly body: string;
}

/** Keeps what follows the preheader from being shown behind it. */
const FILLER = '&#847;&zwnj;&nbsp;'.repeat(40);

/** All that stands before the foot. */
export const opened = ({ language, title, preheader, body }: Frame): string => {
  const lang = language === '' ? '' : ` lang="${escapeHtml(language)}"`;
  const before = preheader === '' ? '' : `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(preheader)}${FILLER}</div>`;
  return [
    `<!doctype html><html${lang}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>`,
    `<body class="ground" style="margin:0;padding:0;background:#ffffff">${before}`,
    `<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#ffffff"><tr><td align="center" style="padding:16px">`,
    `<div role="article"${lang} aria-label="${escapeHtml(title)}" class="card ink" style="max-width:600px;text-align:left;background:#ffffff;color:#24242e;font-size:16px;line-height:1.6;${FONT}">${body}`,
    `<div class="quiet" style="margin-top:32px;padding-top:16px;border-top:1px solid #c9c9d4;color:#5c5c6b;font-size:13px;line-height:1.5">`,
  ].join('\n');
};

/** All that stands behind it. */
export const CLOSED = '</div></div>\n</td></tr></table></body></html>';

export const STYLES = {
  p: 'margin:0 0 16px',
  h1: 'margin:0 0 16px;font-size:26px;line-height:1.25',
  h2: 'margin:28px 0 12px;font-size:21px;line-height:1.3',
  h3: 'margin:24px 0 8px;font-size:18px;line-height:1.35',
  ul: 'margin:0 0 16px;padding-left:24px',
  ol: 'margin:0 0 16px;padding-left:24px',
  li: 'margin:0 0 6px',
  blockquote: 'margin:0 0 16px;padding-left:14px;border-left:3px solid #9a9aa8',
  pre: 'margin:0 0 16px;white-space:pre-wrap;font-size:14px',
  code: 'font-family:SFMono-Regular,Consolas,Menlo,monospace;font-size:14px',
  a: 'color:#2448c9;text-decoration:underline',
  img: 'display:block;max-width:100%;height:auto;border:0',
  figure: 'margin:0 0 16px',
  figcaption: 'margin-top:6px;font-size:13px',
  hr: 'margin:24px 0;border:0;border-top:1px solid #c9c9d4',
} as const;
