/** Fills an empty database with the demo's team, its content and the history of every piece. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { activities, kols, posts, showcase, submissions, type ActivityKey, type KolKey, type Localization, type PersonKey, type PostContent, type SeedActivity, type SeedPost, type SubmissionKey } from './content';
import { resolveTimes, instantOf } from './content/times';
import { avatarImage, coverImage } from './covers';
import type { Engine } from './engine';
import { createDistribution, type Distribution } from './distribution';
import { measure } from './experiments';
import { createLife, createTeam, retrospectiveOf, type Life, type Subject, type Team } from './life';
import { seedModeration } from './moderation';
import { createMembers, createPeople } from './people';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const POST = 'api::post.post';
const ACTIVITY = 'api::activity.activity';
const KOL = 'api::kol.kol';
const SUBMISSION = 'api::submission.submission';

const EDITORIAL: PersonKey = 'hsu-wenbin';
const BRAND: PersonKey = 'grace-lindqvist';

export type Progress = (line: string) => void;

interface Documents {
  create(params: object): Promise<{ documentId: string }>;
  update(params: object): Promise<unknown>;
}

interface UploadedFile {
  id: number;
}

interface Seed {
  strapi: Core.Strapi;
  engine: Engine;
  team: Team;
  life: Life;
  distribution: Distribution;
  now: Date;
  image(name: string, alt: string, picture: Promise<Buffer>): Promise<number>;
}

const documents = (strapi: Core.Strapi, uid: string): Documents => strapi.documents(uid as never) as unknown as Documents;

const imageUploader =
  (strapi: Core.Strapi, folder: string) =>
  async (name: string, alt: string, picture: Promise<Buffer>): Promise<number> => {
    const bytes = await picture;
    const filepath = path.join(folder, `${name}.jpg`);
    await writeFile(filepath, bytes);
    const upload = strapi.plugin('upload').service('upload') as { upload(input: object): Promise<UploadedFile[]> };
    const [file] = await upload.upload({
      data: { fileInfo: { name: `${name}.jpg`, alternativeText: alt, caption: '' } },
      files: { filepath, originalFilename: `${name}.jpg`, mimetype: 'image/jpeg', size: bytes.length },
    });
    if (file === undefined) throw new Error(`the image "${name}" was not stored`);
    return file.id;
  };

const createLocales = async (strapi: Core.Strapi): Promise<void> => {
  const locales = strapi.plugin('i18n').service('locales') as { find(): Promise<{ code: string }[]>; create(locale: object): Promise<unknown> };
  const known = new Set((await locales.find()).map((l) => l.code));
  for (const [code, name] of [
    ['zh-Hant', '繁體中文 (zh-Hant)'],
    ['zh-Hans', '简体中文 (zh-Hans)'],
  ] as const)
    if (!known.has(code)) await locales.create({ code, name });
};

/** Creates the first localization as its author, then the others; answers the document's id. */
const createLocalized = async (
  { strapi, team, engine, now }: Seed,
  uid: string,
  localizations: readonly Localization<unknown>[],
  dataOf: (localization: Localization<unknown>) => Record<string, unknown>,
  daysAgo: number
): Promise<string> => {
  engine.clock.use(() => now.getTime() - daysAgo * DAY);
  let documentId = '';
  for (const localization of localizations) {
    const id = team.idOf(localization.author);
    const params = { locale: localization.locale, data: { ...dataOf(localization), createdBy: id, updatedBy: id } };
    await team.as(localization.author, async () => {
      if (documentId === '') documentId = (await documents(strapi, uid).create(params)).documentId;
      else await documents(strapi, uid).update({ ...params, documentId });
    });
  }
  return documentId;
};

const createKols = async (seed: Seed): Promise<Map<KolKey, string>> => {
  const ids = new Map<KolKey, string>();
  for (const [order, kol] of kols.entries()) {
    const { key, author, standing, ...content } = kol;
    const avatar = await seed.image(`kol-${key}`, kol.name, avatarImage(key));
    seed.engine.clock.use(() => seed.now.getTime() - 60 * DAY);
    const by = seed.team.idOf(author);
    const data = { ...resolveTimes(content, seed.now), avatar, createdBy: by, updatedBy: by };
    const { documentId } = await seed.team.as(author, () => documents(seed.strapi, KOL).create({ data }));
    ids.set(key, documentId);
    await seed.life.bringTo({ uid: KOL, documentId, locale: '' }, { author, standing, order, reviewers: [BRAND] });
  }
  return ids;
};

const connect = (documentId: string | undefined, locale: string) => (documentId === undefined ? undefined : { connect: [{ documentId, locale }] });

const createActivities = async (seed: Seed, kolIds: ReadonlyMap<KolKey, string>): Promise<Map<ActivityKey, string>> => {
  const ids = new Map<ActivityKey, string>();
  for (const [order, activity] of activities.entries()) {
    const { key, owner: _owner, kols: with_, cover, localizations, ...shared } = activity;
    const image = await seed.image(`activity-${key}`, cover.alt, coverImage(key, cover));
    const owner = await seed.engine.views.person(String(seed.team.idOf(activity.owner)));
    const common = { ...resolveTimes(shared, seed.now), ownerName: owner?.name, cover: image, kols: { connect: with_.map((k) => ({ documentId: kolIds.get(k) })) } };
    const documentId = await createLocalized(seed, ACTIVITY, localizations, (l) => ({ ...common, ...(resolveTimes(l.content, seed.now) as object) }), 50);
    ids.set(key, documentId);
    seed.distribution.know(key, documentId);
    await liveThrough(seed, ACTIVITY, documentId, activity, order);
  }
  return ids;
};

const liveThrough = async (seed: Seed, uid: string, documentId: string, { localizations }: SeedActivity | SeedPost, order: number): Promise<void> => {
  for (const [i, { locale, author, standing }] of localizations.entries())
    await seed.life.bringTo({ uid, documentId, locale }, { author, standing, order: order + i * 3, reviewers: [EDITORIAL, BRAND] });
};

const createSubmissions = async (seed: Seed, activityIds: ReadonlyMap<ActivityKey, string>, memberIds: ReadonlyMap<string, string>): Promise<Map<SubmissionKey, string>> => {
  const ids = new Map<SubmissionKey, string>();
  for (const [order, submission] of submissions.entries()) {
    const { key, author, standing, images, activity, member, ...content } = submission;
    const pictures: number[] = [];
    for (let i = 0; i < (images ?? 0); i += 1) pictures.push(await seed.image(`submission-${key}-${i + 1}`, submission.title, coverImage(`${key}-${i}`)));
    seed.engine.clock.use(() => seed.now.getTime() - (20 + order) * DAY);
    const by = seed.team.idOf(author);
    const data = {
      ...content,
      images: pictures,
      activity: activity === undefined ? undefined : connect(activityIds.get(activity), submission.language),
      member: member === undefined ? undefined : { connect: [{ documentId: memberIds.get(member) }] },
      createdBy: by,
      updatedBy: by,
    };
    const { documentId } = await seed.team.as(author, () => documents(seed.strapi, SUBMISSION).create({ data }));
    ids.set(key, documentId);
    const moderator: PersonKey = author === 'wu-mengqi' ? 'tom-ferreira' : 'wu-mengqi';
    await seed.life.bringTo({ uid: SUBMISSION, documentId, locale: '' }, { author, standing, order, reviewers: [moderator] });
  }
  return ids;
};

interface Links {
  kols: ReadonlyMap<KolKey, string>;
  activities: ReadonlyMap<ActivityKey, string>;
  submissions: ReadonlyMap<SubmissionKey, string>;
}

const createPost = async (seed: Seed, post: SeedPost, links: Links, first?: Partial<PostContent>): Promise<string> => {
  const cover = await seed.image(`post-${post.key}`, post.cover.alt, coverImage(post.key, post.cover));
  const gallery: number[] = [];
  for (let i = 0; i < (post.galleryImages ?? 0); i += 1) gallery.push(await seed.image(`post-${post.key}-${i + 1}`, post.cover.alt, coverImage(`${post.key}-${i}`, post.cover)));
  const submission = post.submission === undefined ? undefined : links.submissions.get(post.submission);
  return createLocalized(
    seed,
    POST,
    post.localizations,
    ({ locale, content }) => ({
      form: post.form,
      tone: post.tone,
      planDate: post.planDate === undefined ? null : instantOf(post.planDate, seed.now),
      cover,
      gallery,
      activity: post.activity === undefined ? undefined : connect(links.activities.get(post.activity), locale),
      kols: { connect: (post.kols ?? []).map((k) => ({ documentId: links.kols.get(k) })) },
      submission: submission === undefined ? undefined : { connect: [{ documentId: submission }] },
      ...(content as object),
      ...(locale === showcase.locale ? first : {}),
    }),
    45
  );
};

/** The one post whose whole life is told: every stage, by the events of the people who took part. */
const tellShowcase = async (seed: Seed, post: SeedPost, documentId: string): Promise<void> => {
  const { life, team, strapi, engine, distribution, now } = seed;
  const subject: Subject = { uid: POST, documentId, locale: showcase.locale };
  const localization = post.localizations.find((l) => l.locale === showcase.locale);
  if (localization === undefined) throw new Error('the showcase has no localization in its locale');
  const { author } = localization;
  const start = now.getTime() - 42 * DAY;
  const { chosen, experiment, scheduled, changesRequested, approvals } = showcase;

  await life.send(subject, 'tsai-peishan', start, { type: 'ASSIGN', assignee: await engine.views.person(String(team.idOf(author))) });
  await life.send(subject, author, start + 2 * HOUR, { type: 'SUBMIT', comment: showcase.submitted.text });
  await life.send(subject, changesRequested.by, start + 5 * HOUR, { type: 'REQUEST_CHANGES', comment: changesRequested.text });

  await distribution.plan(subject, 'tsai-peishan', start + 6 * HOUR);
  engine.clock.use(() => start + DAY);
  const by = team.idOf(author);
  await team.as(author, () => documents(strapi, POST).update({ documentId, locale: showcase.locale, data: { ...localization.content, updatedBy: by } }));
  for (const variant of experiment.variants) await life.variant(subject, author, start + DAY + HOUR, { ...variant });
  await life.send(subject, author, start + DAY + 2 * HOUR, { type: 'SUBMIT', comment: showcase.resubmitted.text });
  for (const [i, approval] of approvals.entries()) await life.send(subject, approval.by, start + DAY + (4 + i) * HOUR, { type: 'APPROVE', comment: approval.text });

  await life.send(subject, chosen.remark.by, start + 2 * DAY, { type: 'COMMENT', comment: experiment.hypothesis });
  await life.plan(subject, chosen.remark.by, start + 2 * DAY + HOUR / 2, experiment);
  await life.send(subject, chosen.remark.by, start + 2 * DAY + HOUR, { type: 'START_EXPERIMENT' });
  await measure(engine, life, subject, chosen.remark.by, experiment, start + 2 * DAY + HOUR, start + 9 * DAY);
  await life.send(subject, chosen.remark.by, start + 9 * DAY, { type: 'FINISH_EXPERIMENT', comment: null });
  await life.send(subject, chosen.remark.by, start + 9 * DAY + HOUR, { type: 'PROMOTE', variant: chosen.variant, reason: chosen.remark.text });

  const publishAt = instantOf(scheduled.at, new Date(start + 9 * DAY));
  await life.send(subject, scheduled.remark.by, start + 9 * DAY + 2 * HOUR, { type: 'COMMENT', comment: scheduled.remark.text });
  await life.send(subject, scheduled.remark.by, start + 9 * DAY + 3 * HOUR, { type: 'SCHEDULE', scheduleId: 'seed-showcase', publishAt, timezone: scheduled.at.zone, unpublishAt: null });
  await life.due(subject);

  const liveAt = Date.parse(publishAt);
  await distribution.live(subject, now.getTime());
  await life.retrospectiveDue(subject, liveAt + 14 * DAY);
  const { highlights, shortfalls, lessons } = retrospectiveOf(showcase.retrospective);
  await life.send(subject, showcase.closed.by, liveAt + 15 * DAY, { type: 'COMPLETE', highlights, shortfalls, lessons });
  await life.send(subject, showcase.closed.by, liveAt + 15 * DAY + HOUR, { type: 'COMMENT', comment: showcase.closed.text });
};

/** What front ends may do without a token, and members with theirs. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  public: ['delivery.find', 'delivery.findOne', 'health.find', 'report.find'],
  authenticated: ['delivery.find', 'delivery.findOne', 'report.find', 'report.create'],
};

const openToFrontEnds = async (strapi: Core.Strapi): Promise<void> => {
  for (const [type, actions] of Object.entries(OPEN)) {
    const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type } });
    for (const action of actions) await strapi.db.query('plugin::users-permissions.permission').create({ data: { action: `plugin::content-workflow.${action}`, role: role?.id } });
  }
};

export const seed = async (strapi: Core.Strapi, password: string, progress: Progress): Promise<void> => {
  const engine = strapi.plugin('content-workflow').service('workflow') as unknown as Engine;
  const now = new Date();
  const folder = await mkdtemp(path.join(tmpdir(), 'content-workflow-seed-'));
  // Time is moved about below; nothing that is due may run by itself meanwhile.
  await engine.queue.stop();
  try {
    progress('people and roles');
    const users = await createPeople(strapi, password);
    const memberIds = await createMembers(strapi, password);
    await createLocales(strapi);
    await openToFrontEnds(strapi);
    const team = createTeam(strapi, users);
    const image = imageUploader(strapi, folder);
    const distribution = createDistribution({ strapi, engine, team, now: now.getTime(), screenshot: (name) => image(name, 'The message in the group', avatarImage(name)) });
    const parts: Seed = { strapi, engine, team, distribution, life: createLife(engine, team, now.getTime(), distribution), now, image };

    progress('channels and subscribers');
    await distribution.connect();

    progress(`${kols.length} KOLs`);
    const kolIds = await createKols(parts);
    progress(`${activities.length} activities`);
    const activityIds = await createActivities(parts, kolIds);
    await distribution.templates(activityIds);
    progress(`${submissions.length} submissions`);
    const submissionIds = await createSubmissions(parts, activityIds, memberIds);
    progress("the moderators' queue");
    await seedModeration({
      ...parts,
      members: memberIds,
      submissions: submissionIds,
      pictures: async ({ key, title, images = 0 }) => {
        const pictures: number[] = [];
        for (let i = 0; i < images; i += 1) pictures.push(await parts.image(`submission-${key}-${i + 1}`, title, coverImage(`${key}-${i}`)));
        return pictures;
      },
      activityOf: ({ activity, language }) => (activity === undefined ? undefined : connect(activityIds.get(activity), language)),
    });
    const links: Links = { kols: kolIds, activities: activityIds, submissions: submissionIds };
    for (const [order, post] of posts.entries()) {
      progress(`post ${order + 1} of ${posts.length}`);
      const documentId = await createPost(parts, post, links, post.showcase === true ? showcase.firstDraft : undefined);
      distribution.know(post.key, documentId);
      if (post.showcase === true) {
        await tellShowcase(parts, post, documentId);
        const others = { ...post, localizations: post.localizations.filter((l) => l.locale !== showcase.locale) as unknown as SeedPost['localizations'] };
        await liveThrough(parts, POST, documentId, others, order);
      } else await liveThrough(parts, POST, documentId, post, order);
    }
    await distribution.close();
  } finally {
    engine.clock.use();
    await rm(folder, { recursive: true, force: true });
  }
};
