/** The permissions of the workflow and the roles that teams start with. */
import type { Core } from '@strapi/strapi';
import { PERMISSIONS, type Permission } from '../../core/workflow/context';
import type { WorkflowConfig } from './config';
import { isLocalized, schemaReader } from './engine/schema';
import { actionId } from './http/endpoint';

const DISPLAY: Readonly<Record<Permission, { readonly displayName: string; readonly subCategory: string }>> = {
  read: { displayName: 'Read pieces, history and alerts', subCategory: 'pieces' },
  submit: { displayName: 'Submit for review, recall, edit variants', subCategory: 'pieces' },
  comment: { displayName: 'Comment', subCategory: 'pieces' },
  assign: { displayName: 'Assign people and set due dates', subCategory: 'pieces' },
  archive: { displayName: 'Archive and reopen', subCategory: 'pieces' },
  review: { displayName: 'Review: approve, request changes, reject', subCategory: 'review' },
  expedite: { displayName: 'Expedite: one approval instead of all steps', subCategory: 'review' },
  publish: { displayName: 'Publish and schedule', subCategory: 'publishing' },
  'take-down': { displayName: 'Take live content down', subCategory: 'publishing' },
  own: { displayName: 'Own: experiments and retrospectives', subCategory: 'publishing' },
  distribute: { displayName: 'Distribute: plan channels, send, retry, settle', subCategory: 'distribution' },
  channels: { displayName: 'Connect channels and keep their secrets', subCategory: 'distribution' },
  vouch: { displayName: 'Vouch for subscribers: import them as confirmed, on evidence', subCategory: 'distribution' },
  moderate: { displayName: 'Moderate: queue, decisions, sanctions', subCategory: 'moderation' },
  'moderation-lead': { displayName: 'Lead moderation: take over, word lists, appeals, permanent bans', subCategory: 'moderation' },
  integrity: { displayName: 'Run the integrity sweep', subCategory: 'operations' },
  configure: { displayName: "Change the workflow's settings", subCategory: 'operations' },
};

interface PermissionService {
  readonly actionProvider: { registerMany(actions: object[]): Promise<void>; values(): { actionId: string; section: string }[] };
}
interface RoleService {
  createRolesIfNoneExist(): Promise<void>;
  findOne(where: object): Promise<{ id: number } | null>;
  create(role: object): Promise<{ id: number }>;
  assignPermissions(roleId: number, permissions: object[]): Promise<unknown>;
}
interface ContentTypeService {
  getPermissionsWithNestedFields(actions: object[], options?: object): { action: string; subject: string; properties: { fields?: string[] } }[];
}

export const registerPermissions = async (strapi: Core.Strapi): Promise<void> => {
  const permission = strapi.service('admin::permission') as unknown as PermissionService;
  await permission.actionProvider.registerMany(PERMISSIONS.map((uid) => ({ section: 'plugins', pluginName: 'content-workflow', uid, ...DISPLAY[uid] })));
};

type ContentAccess = 'create' | 'read' | 'update' | 'delete';

interface RolePreset {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
  readonly content: readonly ContentAccess[];
}

const EVERYBODY: readonly Permission[] = ['read', 'comment', 'assign'];

/** Nobody gets Strapi's own publish permission: the engine publishes for them. */
export const ROLE_PRESETS: readonly RolePreset[] = [
  { code: 'cw-editor', name: 'Workflow Editor', description: 'Writes posts and variants, plans activities, submits for review.', permissions: [...EVERYBODY, 'submit', 'archive'], content: ['create', 'read', 'update', 'delete'] },
  { code: 'cw-reviewer', name: 'Workflow Reviewer', description: 'Approves pieces or sends them back.', permissions: [...EVERYBODY, 'review'], content: ['read'] },
  {
    code: 'cw-publisher',
    name: 'Publisher / Campaign owner',
    description: 'Publishes, schedules, distributes, takes down; owns experiments and retrospectives.',
    permissions: [...EVERYBODY, 'submit', 'archive', 'publish', 'take-down', 'own', 'expedite', 'distribute'],
    content: ['create', 'read', 'update', 'delete'],
  },
  { code: 'cw-moderator', name: 'Community moderator', description: 'Curates what members send in.', permissions: [...EVERYBODY, 'submit', 'review', 'archive', 'take-down', 'moderate'], content: ['create', 'read', 'update'] },
  {
    code: 'cw-moderation-lead',
    name: 'Moderation lead',
    description: 'Leads the moderators: word lists, appeals, and the second word on a permanent ban.',
    permissions: [...EVERYBODY, 'submit', 'review', 'archive', 'take-down', 'moderate', 'moderation-lead'],
    content: ['create', 'read', 'update'],
  },
];

const UPLOAD_ACTIONS = ['plugin::upload.read', 'plugin::upload.configure-view', 'plugin::upload.assets.create', 'plugin::upload.assets.update', 'plugin::upload.assets.download', 'plugin::upload.assets.copy-link'];

/**
 * Strapi creates its own roles (Super Admin among them) only while there is no role at all, and after the plugins'
 * bootstrap; so ours come right after those.
 */
export const createRolesAfterStrapi = (strapi: Core.Strapi, config: WorkflowConfig): void => {
  const services = strapi.get('services') as { extend(uid: string, wrap: (service: RoleService) => RoleService): unknown };
  services.extend('admin::role', (service) => ({
    ...service,
    async createRolesIfNoneExist() {
      await service.createRolesIfNoneExist();
      await createRoles(strapi, config);
    },
  }));
};

/**
 * The locales of a localised type are named one by one. The server takes `null` for all of them, but Strapi's admin then
 * offers none, and its clean-up at start removes a permission to delete, whose only property they are.
 */
const LOCALE = 'plugin::i18n.locale';

const localeCodes = async (strapi: Core.Strapi): Promise<string[] | null> =>
  strapi.plugin('i18n') === undefined ? null : ((await strapi.db.query(LOCALE).findMany({ select: ['code'] })) as { code: string }[]).map(({ code }) => code);

/** What a role may do in every language it may do in one that is added. */
export const followNewLocales = (strapi: Core.Strapi): void => {
  if (strapi.plugin('i18n') === undefined) return;
  strapi.db.lifecycles.subscribe({
    models: [LOCALE],
    async afterCreate({ result }: { result: { code: string } }) {
      const others = ((await localeCodes(strapi)) ?? []).filter((code) => code !== result.code);
      const role = { code: { $in: ROLE_PRESETS.map((preset) => preset.code) } };
      const permissions = (await strapi.db.query('admin::permission').findMany({ where: { action: { $startsWith: 'plugin::content-manager.explorer.' }, role } })) as { id: number; properties: { locales?: string[] | null } }[];
      for (const { id, properties } of permissions) {
        const allowed = properties.locales;
        if (allowed == null || allowed.includes(result.code) || !others.every((code) => allowed.includes(code))) continue;
        await strapi.db.query('admin::permission').update({ where: { id }, data: { properties: { ...properties, locales: [...allowed, result.code] } } });
      }
    },
  } as never);
};

/** Creates the roles that are missing. A role that exists is the team's own and is left as it is. */
const createRoles = async (strapi: Core.Strapi, config: WorkflowConfig): Promise<void> => {
  const roles = strapi.service('admin::role') as unknown as RoleService;
  const contentTypes = strapi.service('admin::content-type') as unknown as ContentTypeService;
  const known = (strapi.service('admin::permission') as unknown as PermissionService).actionProvider.values();
  const governed = new Set(Object.keys(config.types));
  const locales = await localeCodes(strapi);
  const schemaOf = schemaReader(strapi);

  for (const preset of ROLE_PRESETS) {
    if ((await roles.findOne({ code: preset.code })) !== null) continue;
    const role = await roles.create({ code: preset.code, name: preset.name, description: preset.description });
    const wanted = new Set(preset.content.map((access) => `plugin::content-manager.explorer.${access}`));
    const content = contentTypes
      .getPermissionsWithNestedFields(known.filter((action) => wanted.has(action.actionId)))
      .filter((permission) => governed.has(permission.subject))
      .map((permission) => ({ ...permission, properties: { ...permission.properties, locales: isLocalized(schemaOf(permission.subject)) ? locales : null } }));
    const uploads = UPLOAD_ACTIONS.filter((id) => known.some((action) => action.actionId === id)).map((action) => ({ action }));
    await roles.assignPermissions(role.id, [...preset.permissions.map((p) => ({ action: actionId(p) })), ...content, ...uploads]);
  }
};
