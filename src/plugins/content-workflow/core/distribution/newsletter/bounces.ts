/**
 * Reads a report of a mail that could not be delivered (RFC 3464, within a multipart/report of RFC 6522), as mail servers
 * send it to the address of the envelope. Only the machine-readable parts are looked at: what stands in them is made of
 * headers, so no parser of whole mails is needed.
 */

export interface BouncedRecipient {
  /** Lower-case; '' where the report names none. */
  readonly address: string;
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** RFC 3463, as `5.1.1`; '' where the report names none. */
  readonly status: string;
}

export interface BounceReport {
  readonly recipients: readonly BouncedRecipient[];
  /** Of the mail that is reported, with its brackets; `null` where the report does not contain its headers. */
  readonly messageId: string | null;
  /** To whom the report was sent; '' where that can not be seen. */
  readonly to: string;
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Folded lines are put together (RFC 5322, 2.2.3); of a field that is there twice the first counts. */
const headersOf = (block: string): Map<string, string> => {
  const headers = new Map<string, string>();
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).trim().toLowerCase();
    if (at > 0 && !headers.has(name)) headers.set(name, line.slice(at + 1).trim());
  }
  return headers;
};

const partOf = (raw: string): Part => {
  // A part without headers begins with the empty line.
  if (raw.startsWith('\n')) return { headers: new Map(), body: raw.slice(1) };
  const end = raw.indexOf('\n\n');
  return end < 0 ? { headers: headersOf(raw), body: '' } : { headers: headersOf(raw.slice(0, end)), body: raw.slice(end + 2) };
};

const typeOf = ({ headers }: Part): string => (headers.get('content-type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? '';

const boundaryOf = ({ headers }: Part): string | null => {
  const match = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(headers.get('content-type') ?? '');
  return match?.[1] ?? match?.[2] ?? null;
};

/** Deep enough for a report within a forwarded mail, and for no mail that was made to be deep. */
const MAX_DEPTH = 4;

const partsOf = (part: Part, depth = 0): readonly Part[] => {
  const boundary = boundaryOf(part);
  if (!typeOf(part).startsWith('multipart/') || boundary === null || depth > MAX_DEPTH) return [part];
  const [, ...sections] = `\n${part.body}`.split(`\n--${boundary}`);
  return sections
    .filter((section) => !section.startsWith('--'))
    .flatMap((section) => partsOf(partOf(section.replace(/^[ \t]*\n/, '')), depth + 1));
};

const decoded = ({ headers, body }: Part): string => {
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase();
  if (encoding === 'base64') {
    try {
      return atob(body.replace(/\s+/g, '')).replace(/\r\n?/g, '\n');
    } catch {
      return '';
    }
  }
  if (encoding !== 'quoted-printable') return body;
  return body.replace(/=[ \t]*\n/g, '').replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)));
};

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/** `rfc822; somebody@example.org` */
const addressIn = (field: string | undefined): string => (field ?? '').replace(/^[^;]*;/, '').trim().replace(/^<|>$/g, '').toLowerCase();

const recipientOf = (headers: ReadonlyMap<string, string>): BouncedRecipient[] => {
  const action = ACTIONS.find((known) => known === (headers.get('action') ?? '').toLowerCase());
  if (action === undefined) return [];
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(headers.get('status') ?? '')?.[0] ?? '';
  return [{ address: addressIn(headers.get('original-recipient') ?? headers.get('final-recipient')), action, status }];
};

/** `null` for what is no such report. */
export const readBounce = (raw: string): BounceReport | null => {
  const mail = partOf(raw.replace(/\r\n?/g, '\n'));
  const parts = partsOf(mail);
  const report = parts.find((part) => typeOf(part) === 'message/delivery-status' || typeOf(part) === 'message/global-delivery-status');
  if (report === undefined) return null;
  // The first block is about the mail, every further one about a receiver (RFC 3464, 2.1).
  const recipients = decoded(report)
    .split(/\n{2,}/)
    .flatMap((block) => recipientOf(headersOf(block)));
  const returned = parts.find((part) => ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'].includes(typeOf(part)));
  const messageId = returned === undefined ? undefined : headersOf(decoded(returned).split('\n\n')[0] ?? '').get('message-id');
  return recipients.length === 0 ? null : { recipients, messageId: /<[^<>\s]+>/.exec(messageId ?? '')?.[0] ?? null, to: addressIn(`;${mail.headers.get('to') ?? ''}`.replace(/.*</, ';')) };
};

/**
 * Whether an address is to be written to no more: it does not exist, or its server is gone. A full mailbox, a policy and
 * what is too large pass (RFC 3463, 3).
 */
export const isHard = (status: string): boolean => /^5\.(1\.([0-4]|6|10)|2\.1|4\.[46]|7\.13)$/.test(status);
