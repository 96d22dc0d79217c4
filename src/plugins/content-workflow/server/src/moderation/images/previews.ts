/** Short-lived addresses under which a moderator's browser, which sends no token for a picture, sees what is in quarantine. */
import type { Clock } from '../../jobs/clock';
import type { IntakeKeys } from '../intake/keys';
import type { Quarantine, Size } from './quarantine';

export interface Previews {
  /** Below the content API's prefix. */
  addressOf(name: string, size: Size): { readonly path: string; readonly expiresAt: number };
  /** The picture behind an address that is still good; `null` otherwise. */
  open(name: string, proof: string): Promise<{ readonly mime: string; readonly bytes: Buffer } | null>;
}

/** As long as one looks at a submission and a little longer; the desk asks again. */
const TTL_MS = 10 * 60_000;

const PURPOSE = 'image-preview';

const PROOF = /^(main|preview)\.(\d{1,15})\.([A-Za-z0-9_-]{43})$/;

export const createPreviews = ({ clock, keys, quarantine }: { clock: Clock; keys: IntakeKeys; quarantine: Quarantine }): Previews => ({
  addressOf(name, size) {
    const expiresAt = clock.now() + TTL_MS;
    return { path: `/submissions/images/${name}/${size}.${expiresAt}.${keys.sign(PURPOSE, `${name} ${size} ${expiresAt}`)}`, expiresAt };
  },
  async open(name, proof) {
    const [, size, expiresAt, signature] = PROOF.exec(proof) ?? [];
    if (size === undefined || expiresAt === undefined || signature === undefined) return null;
    if (!keys.isSigned(PURPOSE, `${name} ${size} ${expiresAt}`, signature) || Number(expiresAt) <= clock.now()) return null;
    return quarantine.read(name, size as Size);
  },
});
