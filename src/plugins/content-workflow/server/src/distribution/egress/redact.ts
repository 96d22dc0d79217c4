/** Takes secrets out of what is kept or logged of an exchange with a platform. */

export type Redact = (text: string) => string;

/** Shorter ones are words by chance: a text in which every `1` is blotted out says nothing. */
const MIN_SECRET = 4;

const BLOT = '[secret]';

/** What addresses and headers of the platforms call their secrets. */
const PLACES: readonly (readonly [RegExp, string])[] = [
  [/([?&"'](?:access_token|component_access_token|refresh_token|token|key|sign|signature|secret|appsecret|app_secret|client_secret|password)(?:=|"\s*:\s*"))[^&\s"']+/gi, `$1${BLOT}`],
  [/\b(Bearer|Basic|Bot)\s+[A-Za-z0-9._~+/=-]{8,}/g, `$1 ${BLOT}`],
  // The robot of Telegram is named by its token, hooks of Feishu, Discord and Slack by theirs.
  [/\/bot\d+:[A-Za-z0-9_-]+/g, `/bot${BLOT}`],
  [/(\/(?:hook|webhooks|services)\/)[^\s"'?#]+/g, `$1${BLOT}`],
  [/(:\/\/)[^\s/"'@]+@/g, `$1${BLOT}@`],
];

/** As it is, as an address or a form holds it, as JSON holds it, and as a header of basic authentication does. */
const formsOf = (secret: string): string[] => [secret, encodeURIComponent(secret), new URLSearchParams([['', secret]]).toString().slice(1), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('base64url')];

/** The parts of a secret address that make it one: a hook's path and what is asked of it. */
const partsOf = (secret: string): string[] => {
  if (!/^https?:\/\//i.test(secret) || !URL.canParse(secret)) return [secret];
  const { pathname, searchParams, username, password } = new URL(secret);
  // Short parts are names such as `v2` or `hook`, which stand in innocent texts as well.
  return [secret, ...[...pathname.split('/'), ...searchParams.values(), decodeURIComponent(username), decodeURIComponent(password)].filter((part) => part.length >= 12), ...(password === '' ? [] : [`${username}:${password}`])];
};

/** `secrets`: values of a channel, and tokens that were obtained with them. */
export const createRedact = (secrets: readonly string[]): Redact => {
  const known = [...new Set(secrets.flatMap(partsOf).filter((secret) => secret.length >= MIN_SECRET).flatMap(formsOf))].filter((form) => form.length >= MIN_SECRET);
  // The longest first: one that contains another would leave its rest behind.
  known.sort((a, b) => b.length - a.length);
  return (text) => PLACES.reduce((left, [place, blotted]) => left.replace(place, blotted), known.reduce((left, secret) => left.replaceAll(secret, BLOT), text));
};

/** Every string in a value, however deep: what a channel's secrets, or a token that is JSON, are made of. */
export const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') {
    if (!/^[[{]/.test(value)) return [value];
    try {
      return [value, ...stringsIn(JSON.parse(value))];
    } catch {
      return [value];
    }
  }
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
};
