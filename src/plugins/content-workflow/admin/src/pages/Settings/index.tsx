/** How pieces are judged: in Strapi's settings, for who may change it. */
import { useCallback, useEffect, useState } from 'react';
import { Layouts, Page, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, Tabs, Typography } from '@strapi/design-system';
import type { SettingsChanges } from '../../../../contracts/settings';
import { listenToRules } from '../../api/changes';
import { Moment } from '../../components/Moment';
import { Note } from '../../components/Note';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { PLUGIN_ID } from '../../plugin-id';
import { useSettingsApi, type SaveAnswer } from './api';
import { BlackoutsEditor } from './BlackoutsEditor';
import { ChecklistEditor } from './ChecklistEditor';
import { Governed } from './Governed';
import { changesOf, type Settings } from './model';
import { ReviewDialog } from './ReviewDialog';
import { SettingSection } from './SettingSection';
import { StepsEditor } from './StepsEditor';
import { TemplatesEditor } from './TemplatesEditor';
import { EditsEditor, LateEditor, ReasonsEditor, RetrospectiveEditor, WindowsEditor } from './TimingEditors';
import { UnsavedGuard } from '../../components/UnsavedGuard';
import { useDraft, type Draft } from './use-draft';
import { Versions } from './Versions';

const CONFIGURE = [{ action: `plugin::${PLUGIN_ID}.configure`, subject: null }];

const TypeEditor = ({ draft, uid }: { readonly draft: Draft; readonly uid: string }) => (
  <Flex direction="column" alignItems="stretch" gap={5}>
    <SettingSection draft={draft} path={['types', uid, 'review']} title="settings.review.title" help="settings.review.help">
      <StepsEditor draft={draft} uid={uid} />
    </SettingSection>
    <SettingSection draft={draft} path={['types', uid, 'checklist']} title="settings.checklist.title" help="settings.checklist.help">
      <ChecklistEditor draft={draft} uid={uid} />
    </SettingSection>
    <SettingSection draft={draft} path={['types', uid, 'late']} title="settings.late.title" help="settings.late.help">
      <LateEditor draft={draft} uid={uid} />
    </SettingSection>
    <SettingSection draft={draft} path={['types', uid, 'windows']} title="settings.windows.title" help="settings.windows.help">
      <WindowsEditor draft={draft} uid={uid} />
    </SettingSection>
    <SettingSection draft={draft} path={['types', uid, 'edits']} title="settings.edits.title" help="settings.edits.help">
      <EditsEditor draft={draft} uid={uid} />
    </SettingSection>
    <SettingSection draft={draft} path={['types', uid, 'rejectReasons']} title="settings.rejectReasons.title" help="settings.rejectReasons.help">
      <ReasonsEditor draft={draft} uid={uid} />
    </SettingSection>
    <SettingSection draft={draft} path={['types', uid, 'retrospectiveAfterDays']} title="settings.retrospectiveAfterDays.title" help="settings.retrospectiveAfterDays.help">
      <RetrospectiveEditor draft={draft} uid={uid} />
    </SettingSection>
  </Flex>
);

/** Stored settings that do not hold any more; those that lie over a changed file are said at their place. */
const Ignored = ({ settings, nameOf }: { readonly settings: Settings; readonly nameOf: (uid: string) => string }) => {
  const text = useText();
  const ignored = settings.notices.filter(({ kind }) => kind !== 'FILE_CHANGED');
  const changed = settings.notices.length - ignored.length;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {changed === 0 ? null : <Note tone="warning" title={text('settings.notices.changed', { count: changed })} />}
      {ignored.map((notice) => (
        <Note key={notice.path.join('.')} tone="warning" title={text(`settings.notices.${notice.kind as 'NOT_VALID' | 'TYPE_NOT_GOVERNED'}`, { what: [nameOf(notice.path[1] ?? ''), text.lookUp(`settings.${notice.path.at(-1) ?? ''}.title`) ?? notice.path.at(-1) ?? ''].filter((part) => part !== '').join(' · ') })} />
      ))}
    </Flex>
  );
};

/** What somebody else saved since; `null` while what is shown is the newest. */
const useTheirs = ({ version }: Settings): Settings | null => {
  const api = useSettingsApi();
  const [newest, setNewest] = useState<Settings | null>(null);
  useEffect(() => listenToRules(() => void api.read().then((answer) => (answer.kind === 'ok' ? setNewest(answer.data) : undefined))), [api]);
  return newest !== null && newest.version > version ? newest : null;
};

const Editor = ({ initial }: { readonly initial: Settings }) => {
  const text = useText();
  const actorName = useActorName();
  const api = useSettingsApi();
  const { toggleNotification } = useNotification();
  const draft = useDraft(initial);
  const [reviewed, setReviewed] = useState<SettingsChanges | null>(null);
  const { settings, settle } = draft;
  const theirs = useTheirs(settings);
  const isUntouched = !draft.isDirty && reviewed === null;
  useEffect(() => {
    if (theirs !== null && isUntouched) settle(theirs);
  }, [theirs, isUntouched, settle]);

  const nameOf = useCallback((uid: string): string => {
    const type = settings.types.find((one) => one.uid === uid);
    return type === undefined ? uid : text.own(type.displayName);
  }, [settings.types, text]);

  const done = (fresh: Settings): void => {
    draft.settle(fresh);
    setReviewed(null);
    toggleNotification({ type: 'success', message: text('settings.saved', { version: fresh.version }) });
  };

  const save = async (comment: string): Promise<SaveAnswer> => {
    const answer = await api.save({ expectedVersion: settings.version, changes: reviewed ?? changesOf(draft.values, settings.file), comment, ...(draft.keeps.length === 0 ? {} : { keeps: draft.keeps }) });
    if (answer.kind === 'saved') done(answer.settings);
    return answer;
  };

  const rebase = async (): Promise<void> => {
    const answer = await api.read();
    if (answer.kind === 'ok') draft.rebase(answer.data);
    setReviewed(null);
  };

  const first = settings.types[0]?.uid ?? 'blackouts';
  const withErrors = draft.problems[0]?.path;

  return (
    <>
      <UnsavedGuard isDirty={draft.isDirty} />
      <Layouts.Header
        title={text('settings.title')}
        subtitle={text('settings.subtitle')}
        primaryAction={
          <Flex gap={2}>
            <Button variant="tertiary" disabled={!draft.isDirty} onClick={draft.discard}>
              {text('settings.discard')}
            </Button>
            <Button disabled={!draft.isDirty} onClick={() => setReviewed(changesOf(draft.values, settings.file))}>
              {text('settings.review')}
            </Button>
          </Flex>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Typography variant="pi" textColor="neutral600">
            {settings.last === null ? (
              text('settings.noVersion')
            ) : (
              <>
                {text('settings.versions.current', { version: settings.version })} · {actorName(settings.last.by)} · <Moment at={settings.last.at} /> · {settings.last.comment}
              </>
            )}
          </Typography>
          {theirs === null || isUntouched ? null : (
            <Note
              tone="warning"
              role="status"
              title={text('settings.conflict')}
              action={
                <Flex>
                  <Button size="S" variant="tertiary" onClick={() => draft.rebase(theirs)}>
                    {text('settings.conflict.rebase')}
                  </Button>
                </Flex>
              }
            >
              {theirs.last === null ? null : text('settings.conflict.by', { who: actorName(theirs.last.by), comment: theirs.last.comment })}
            </Note>
          )}
          <Ignored settings={settings} nameOf={nameOf} />
          <Tabs.Root defaultValue={first} variant="simple" hasError={withErrors === undefined ? undefined : String(withErrors[withErrors[0] === 'types' ? 1 : 0])}>
            <Tabs.List aria-label={text('settings.title')}>
              {settings.types.map(({ uid }) => (
                <Tabs.Trigger key={uid} value={uid}>
                  {nameOf(uid)}
                </Tabs.Trigger>
              ))}
              <Tabs.Trigger value="blackouts">{text('settings.blackouts.title')}</Tabs.Trigger>
              <Tabs.Trigger value="checklistTemplates">{text('settings.checklistTemplates.title')}</Tabs.Trigger>
              <Tabs.Trigger value="governed">{text('settings.governed.tab')}</Tabs.Trigger>
              <Tabs.Trigger value="versions">{text('settings.versions')}</Tabs.Trigger>
            </Tabs.List>
            <Box paddingTop={5}>
              {settings.types.map(({ uid }) => (
                <Tabs.Content key={uid} value={uid}>
                  <TypeEditor draft={draft} uid={uid} />
                </Tabs.Content>
              ))}
              <Tabs.Content value="blackouts">
                <SettingSection draft={draft} path={['blackouts']} title="settings.blackouts.title" help="settings.blackouts.help">
                  <BlackoutsEditor draft={draft} />
                </SettingSection>
              </Tabs.Content>
              <Tabs.Content value="checklistTemplates">
                <SettingSection draft={draft} path={['checklistTemplates']} title="settings.checklistTemplates.title" help="settings.checklistTemplates.help">
                  <TemplatesEditor draft={draft} />
                </SettingSection>
              </Tabs.Content>
              <Tabs.Content value="governed">
                <Governed settings={settings} nameOf={nameOf} />
              </Tabs.Content>
              <Tabs.Content value="versions">
                <Versions settings={settings} isDirty={draft.isDirty} nameOf={nameOf} onRestored={done} />
              </Tabs.Content>
            </Box>
          </Tabs.Root>
        </Flex>
      </Layouts.Content>
      {reviewed === null ? null : (
        <ReviewDialog
          title={text('settings.review')}
          confirm={text('settings.save')}
          changes={reviewed}
          nameOf={nameOf}
          onSave={save}
          onRebase={rebase}
          onProblems={draft.setProblems}
          onClose={() => setReviewed(null)}
        />
      )}
    </>
  );
};

const Loaded = () => {
  const api = useSettingsApi();
  const [settings, setSettings] = useState<Settings | 'loading' | 'failed'>('loading');
  useEffect(() => {
    void api.read().then((answer) => {
      if (answer.kind !== 'aborted') setSettings(answer.kind === 'ok' ? answer.data : 'failed');
    });
  }, [api]);
  if (settings === 'loading') return <Page.Loading />;
  return settings === 'failed' ? <Page.Error /> : <Editor initial={settings} />;
};

const SettingsPage = () => {
  const text = useText();
  return (
    <Page.Protect permissions={CONFIGURE}>
      <Page.Main>
        <Page.Title>{text('settings.title')}</Page.Title>
        <Loaded />
      </Page.Main>
    </Page.Protect>
  );
};

export default SettingsPage;
