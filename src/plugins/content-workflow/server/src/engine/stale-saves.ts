/**
 * Strapi stores whatever is saved last. Our edit view says with a save which version it was made from, and a save of
 * anything but the newest is refused: it would undo what somebody else has saved meanwhile, and nobody would notice.
 *
 * It holds for saves that say so, which are those of the edit view. A program that writes by REST overwrites as before,
 * and the workflow notices it as an edit.
 */
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Refusal } from '../../../core/errors';
import { iso } from '../jobs/clock';
import { personName } from './actors';
import { asArray, isLocalized, schemaReader } from './schema';

/** `updatedAt` of the version that the form was filled from. */
export const MADE_FROM = 'x-content-workflow-made-from';

interface Request {
  readonly method?: string;
  readonly params?: { readonly model?: string; readonly id?: string };
  get?(header: string): string;
}

interface Write {
  readonly uid: string;
  readonly action: string;
  readonly params: { readonly documentId?: unknown; readonly locale?: unknown };
}

interface Draft {
  readonly updatedAt: string | number | Date;
  readonly updatedBy?: { readonly id: number; readonly firstname?: string; readonly lastname?: string; readonly username?: string } | null;
}

/**
 * Strapi answers with the status of an HttpError as it is; the class itself can not be constructed. Its form keeps what was
 * typed when the error is called a validation error, and takes it for saved after any other.
 */
const conflict = (refusal: Refusal): Error =>
  Object.setPrototypeOf(Object.assign(new Error(`${refusal.message} ${refusal.next}`), { name: 'ValidationError', status: 409, expose: true, details: refusal }), errors.HttpError.prototype) as Error;

const refusalOf = ({ updatedAt, updatedBy }: Draft): Refusal => {
  const by = updatedBy == null ? null : personName(updatedBy);
  const at = iso(new Date(updatedAt).getTime());
  return {
    code: 'SAVED_MEANWHILE',
    kind: 'conflict',
    guard: 'isMadeFromTheNewest',
    message: `${by ?? 'Somebody'} has saved this entry since you opened it.`,
    who: by === null ? [] : [by],
    next: 'Compare, and decide which text stays; yours is still in the form.',
    params: { by, at },
  };
};

/** `undefined` for types without localisation. */
const defaultLocale = (strapi: Core.Strapi, uid: string): Promise<string> | undefined =>
  isLocalized(schemaReader(strapi)(uid)) ? (strapi.plugin('i18n').service('locales') as { getDefaultLocale(): Promise<string> }).getDefaultLocale() : undefined;

/** Call inside the transaction of the write, once nobody else can write the entry. */
export const refuseStaleSave = async (strapi: Core.Strapi, { uid, action, params }: Write): Promise<void> => {
  if (action !== 'update') return;
  const request = strapi.requestContext.get() as unknown as Request | undefined;
  const madeFrom = request?.get?.(MADE_FROM) ?? '';
  // A request writes other entries too, by relations; the header speaks of the one in the address.
  if (madeFrom === '' || request?.params?.model !== uid || (request.params.id ?? params.documentId) !== params.documentId) return;
  const [asked] = asArray(params.locale as string | string[] | undefined);
  const locale = asked ?? (await defaultLocale(strapi, uid));
  const where = { documentId: params.documentId, publishedAt: null, ...(locale === undefined ? {} : { locale }) };
  const draft = (await strapi.db.query(uid as never).findOne({ where: where as never, select: ['id', 'updatedAt'] as never, populate: ['updatedBy'] as never })) as Draft | null;
  if (draft === null || new Date(draft.updatedAt).getTime() === Date.parse(madeFrom)) return;
  throw conflict(refusalOf(draft));
};
