/** Content types that exist in tests only: not governed, and related to posts, as other people's types are. */
import type { Core } from '@strapi/strapi';
import { factories } from '@strapi/strapi';

const type = (singularName: string, pluralName: string, draftAndPublish: boolean) => ({
  schema: {
    kind: 'collectionType',
    collectionName: pluralName,
    modelType: 'contentType',
    info: { singularName, pluralName, displayName: singularName },
    options: { draftAndPublish },
    pluginOptions: {},
    attributes: {
      name: { type: 'string' },
      posts: { type: 'relation', relation: 'manyToMany', target: 'api::post.post' },
    },
  },
});

const api = (uid: string, singularName: string, contentType: ReturnType<typeof type>) => ({
  contentTypes: { [singularName]: contentType },
  controllers: { [singularName]: factories.createCoreController(uid as never) },
  services: { [singularName]: factories.createCoreService(uid as never) },
  routes: { [singularName]: factories.createCoreRouter(uid as never) },
});

type BeforeLoad = (strapi: Core.Strapi) => void;
const beforeLoad = new Set<BeforeLoad>();

/** What has to be different before Strapi loads, e.g. a setting; answers how to take it back. */
export const onLoad = (change: BeforeLoad): (() => void) => {
  beforeLoad.add(change);
  return () => void beforeLoad.delete(change);
};

/** `note` has Draft & Publish, `shelf` has not. Added while Strapi registers, where its own loader adds what it finds on disk. */
export const addTestTypes = (strapi: Core.Strapi): void => {
  for (const change of beforeLoad) change(strapi);
  const apis = strapi.get('apis') as { add(name: string, module: object): void };
  const add = apis.add.bind(apis);
  let added = false;
  apis.add = (name, module) => {
    if (!added) {
      added = true;
      add('note', api('api::note.note', 'note', type('note', 'notes', true)));
      add('shelf', api('api::shelf.shelf', 'shelf', type('shelf', 'shelves', false)));
    }
    return add(name, module);
  };
};
