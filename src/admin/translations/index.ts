/**
 * Strapi's own screens in Chinese, where Strapi has no Chinese of its own. A text that Strapi has is not replaced, but for
 * the few whose placeholders nobody fills: the parity test keeps these files to exactly what the installed version lacks. `zh` is Traditional Chinese in Strapi's admin.
 */
import hansAdmin from './zh-Hans/admin.json';
import hansContentManager from './zh-Hans/content-manager.json';
import hansContentTypeBuilder from './zh-Hans/content-type-builder.json';
import hansEmail from './zh-Hans/email.json';
import hansI18n from './zh-Hans/i18n.json';
import hansUpload from './zh-Hans/upload.json';
import hansUsersPermissions from './zh-Hans/users-permissions.json';
import hantAdmin from './zh/admin.json';
import hantContentManager from './zh/content-manager.json';
import hantContentTypeBuilder from './zh/content-type-builder.json';
import hantEmail from './zh/email.json';
import hantI18n from './zh/i18n.json';
import hantUpload from './zh/upload.json';
import hantUsersPermissions from './zh/users-permissions.json';

type Catalogue = Readonly<Record<string, string>>;

/** A plugin's texts are known by its name and their own key; those of the admin itself by the key alone. */
const merged = (admin: Catalogue, plugins: Readonly<Record<string, Catalogue>>): Catalogue => ({
  ...admin,
  ...Object.fromEntries(Object.entries(plugins).flatMap(([plugin, texts]) => Object.entries(texts).map(([key, text]) => [`${plugin}.${key}`, text]))),
});

export const strapiInChinese: Readonly<Record<'zh-Hans' | 'zh', Catalogue>> = {
  'zh-Hans': merged(hansAdmin, {
    'content-manager': hansContentManager,
    'content-type-builder': hansContentTypeBuilder,
    email: hansEmail,
    i18n: hansI18n,
    upload: hansUpload,
    'users-permissions': hansUsersPermissions,
  }),
  zh: merged(hantAdmin, {
    'content-manager': hantContentManager,
    'content-type-builder': hantContentTypeBuilder,
    email: hantEmail,
    i18n: hantI18n,
    upload: hantUpload,
    'users-permissions': hantUsersPermissions,
  }),
};
