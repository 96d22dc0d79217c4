/** HTML from content that people wrote. Everything is text until it is escaped here; no markup of theirs survives. */
import { escapeHtml } from '../../../../core/html';
import { plainText } from '../../../../core/review/checklist';
import { foreignSizes } from '../../../../core/review/lines';
import { visibly } from '../../../../core/review/visible';

import type { Names } from './names';

/** Markup that is safe to send. Only this file makes it from text. */
export interface Html {
  readonly html: string;
}

type Part = string | number | Html | null | readonly Html[];

const asHtml = (part: Part): string => {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return 'html' in part ? part.html : part.map(({ html }) => html).join('');
};

/** A template whose parts are escaped unless they are markup already. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({ html: strings.reduce((all, text, i) => all + asHtml(parts[i - 1] ?? null) + text) });

/** Of what a browser may be sent to: the web, and this site. A script is no address. */
export const safeUrl = (url: unknown): string | null => (typeof url === 'string' && /^(https?:\/\/[^\s]+|\/(?![/\\])[^\s]*)$/i.test(url) ? url : null);

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => value !== null && typeof value === 'object' && !Array.isArray(value);

const childrenOf = (node: Node): Html[] => (Array.isArray(node.children) ? node.children.filter(isNode).map(inline) : []);

const marked = (node: Node): Html => {
  let text = html`${typeof node.text === 'string' ? node.text : ''}`;
  if (node.code === true) text = html`<code>${text}</code>`;
  if (node.bold === true) text = html`<strong>${text}</strong>`;
  if (node.italic === true) text = html`<em>${text}</em>`;
  if (node.underline === true) text = html`<u>${text}</u>`;
  if (node.strikethrough === true) text = html`<s>${text}</s>`;
  return text;
};

/** Where a link leads is part of what is approved, so it is read beside the words; also where it is no address to follow. */
const addressOf = (node: Node): Html => (typeof node.url !== 'string' || node.url === plainText(node) ? html`` : address(node.url));

const address = (url: string): Html => html` <span class="address" dir="ltr">(${visibly(url)})</span>`;

const inline = (node: Node): Html => {
  if (node.type === 'link') {
    const url = safeUrl(node.url);
    const words = html`${childrenOf(node)}`;
    return html`${url === null ? words : html`<a href="${url}" rel="noreferrer noopener nofollow" target="_blank">${words}</a>`}${addressOf(node)}`;
  }
  return node.type === 'list' || node.type === 'list-item' ? block(node) : marked(node);
};

const heading = (level: unknown, children: Html[]): Html => {
  // The title of the page is its first heading and the field's name its second.
  const depth = Math.min(6, 2 + (Number(level) || 1));
  return { html: `<h${depth}>${children.map((child) => child.html).join('')}</h${depth}>` };
};

const block = (node: Node): Html => {
  const children = childrenOf(node);
  switch (node.type) {
    case 'heading':
      return heading(node.level, children);
    case 'list':
      return node.format === 'ordered' ? html`<ol>${children}</ol>` : html`<ul>${children}</ul>`;
    case 'list-item':
      return html`<li>${children}</li>`;
    case 'quote':
      return html`<blockquote>${children}</blockquote>`;
    case 'code':
      return html`<pre><code>${children}</code></pre>`;
    case 'image':
      return html`${isNode(node.image) ? pictureInText(node.image) : html``}${plainText(node) === '' ? html`` : html`<p>${children}</p>`}`;
    default:
      return html`<p>${children}</p>`;
  }
};

const picture = (file: Node, alt: unknown): Html => {
  const url = safeUrl(file.url);
  return url === null ? html`` : html`<img src="${url}" alt="${typeof alt === 'string' ? alt : ''}" loading="lazy">`;
};

const captionOf = (file: Node): Html => (typeof file.caption === 'string' && file.caption !== '' ? html`<p class="text">${file.caption}</p>` : html``);

/** A picture within a text has its other sizes with it, and front ends show those. */
const pictureInText = (image: Node): Html => html`${picture(image, image.alternativeText)}${captionOf(image)}${foreignSizes(image).map((size) => html`<p>${address(size)}</p>`)}`;

const isRichText = (value: readonly unknown[]): boolean => value.length > 0 && value.every((node) => isNode(node) && Array.isArray(node.children));

const isFile = (value: Node): boolean => 'url' in value && 'mime' in value;

const fileOf = (file: Node): Html => {
  if (String(file.mime).startsWith('image/')) return html`${picture(file, file.alt)}${captionOf(file)}`;
  const url = safeUrl(file.url);
  return url === null ? html`` : html`<a href="${url}" rel="noreferrer noopener" target="_blank">${url.split('/').at(-1) ?? url}</a>`;
};

const isReference = (value: Node): boolean => 'label' in value && 'slug' in value && 'id' in value;

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

const textOf = (text: string): Html =>
  INSTANT.test(text) ? html`<p><time datetime="${text}">${text.slice(0, 16).replace('T', ' ')} UTC</time></p>` : html`${text.split(/\n{2,}/).map((paragraph) => html`<p class="text">${paragraph}</p>`)}`;

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Any value of the delivery's shape under its attribute: text, rich text, files, references, components. */
const valueOf = (value: unknown, attribute: string, names: Names): Html => {
  if (isEmpty(value)) return html``;
  if (typeof value === 'string') return textOf(names.choice(attribute, value) ?? value);
  if (typeof value === 'number' || typeof value === 'boolean') return html`<p>${String(value)}</p>`;
  if (Array.isArray(value)) return isRichText(value) ? html`${value.filter(isNode).map(block)}` : html`<ul>${value.map((item) => html`<li>${valueOf(item, attribute, names)}</li>`)}</ul>`;
  if (!isNode(value)) return html``;
  if (isFile(value)) return fileOf(value);
  if (isReference(value)) return html`<p>${typeof value.label === 'string' ? value.label : ''}</p>`;
  const inside = names.inside(attribute, value);
  const parts = Object.entries(value).filter(([name, part]) => !isEmpty(part) && name !== 'component');
  const [only] = parts;
  // A tag is a component with a name: the name is the tag.
  if (parts.length === 1 && only !== undefined) return valueOf(only[1], only[0], inside);
  return html`<dl>${parts.map(([name, part]) => html`<dt>${inside.of(name)}</dt><dd>${valueOf(part, name, inside)}</dd>`)}</dl>`;
};

/** What a payload says about itself rather than to its readers. */
const ABOUT_ITSELF: ReadonlySet<string> = new Set(['id', 'type', 'locale', 'publishedAt', 'firstPublishedAt', 'slug']);

const isPicture = (value: unknown): boolean => isNode(value) && isFile(value) && String(value.mime).startsWith('image/');

/** The fields of a payload under their names, its pictures first; `without` is shown elsewhere. */
export const fieldsOf = (payload: Node, without: string, names: Names): Html => {
  const fields = Object.entries(payload).filter(([name, value]) => !ABOUT_ITSELF.has(name) && name !== without && !isEmpty(value));
  const inOrder = [...fields.filter(([, value]) => isPicture(value)), ...fields.filter(([, value]) => !isPicture(value))];
  return html`${inOrder.map(([name, value]) => html`<section><h2>${names.of(name)}</h2>${valueOf(value, name, names)}</section>`)}`;
};

/** The origins that the pictures come from, so that the page may load them from there and nothing from anywhere else. */
export const imageOrigins = (value: unknown): string[] => {
  if (Array.isArray(value)) return [...new Set(value.flatMap(imageOrigins))];
  if (!isNode(value)) return [];
  const own = 'mime' in value && typeof value.url === 'string' && /^https?:\/\//i.test(value.url) && URL.canParse(value.url) ? [new URL(value.url).origin] : [];
  return [...new Set([...own, ...Object.values(value).flatMap(imageOrigins)])];
};
