/** What is sent as the body of a request, and as what. */
import { randomBytes } from 'node:crypto';
import type { FormPart, Request } from '../adapters/adapter';

export interface Body {
  readonly bytes: Buffer | null;
  /** `null`: the request says so itself, or has none. */
  readonly contentType: string | null;
}

/** As browsers write a name in a form, so that it can not end the line that it stands in. */
const quoted = (name: string): string => `"${name.replace(/\r\n|\r|\n/g, '%0D%0A').replace(/"/g, '%22')}"`;

const partOf = (part: FormPart, boundary: string): Buffer[] => {
  const head = 'bytes' in part ? `; filename=${quoted(part.filename)}\r\nContent-Type: ${part.mime.replace(/[\r\n]/g, '')}` : '';
  return [Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name=${quoted(part.name)}${head}\r\n\r\n`), 'bytes' in part ? part.bytes : Buffer.from(part.value), Buffer.from('\r\n')];
};

const multipart = (parts: readonly FormPart[]): Body => {
  // Long and by chance: no picture contains it.
  const boundary = `form-${randomBytes(24).toString('hex')}`;
  return { bytes: Buffer.concat([...parts.flatMap((part) => partOf(part, boundary)), Buffer.from(`--${boundary}--\r\n`)]), contentType: `multipart/form-data; boundary=${boundary}` };
};

const urlencoded = (parts: readonly FormPart[]): Body => ({
  bytes: Buffer.from(new URLSearchParams(parts.flatMap((part): [string, string][] => ('value' in part ? [[part.name, part.value]] : []))).toString()),
  contentType: 'application/x-www-form-urlencoded',
});

export const bodyOf = ({ body, json, form }: Request): Body => {
  if (form !== undefined) return form.some((part) => 'bytes' in part) ? multipart(form) : urlencoded(form);
  if (json !== undefined) return { bytes: Buffer.from(JSON.stringify(json)), contentType: 'application/json; charset=utf-8' };
  return { bytes: body === undefined ? null : Buffer.from(body), contentType: null };
};
