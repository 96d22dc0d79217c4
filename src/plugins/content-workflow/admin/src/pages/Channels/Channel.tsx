import { useCallback, useState, type FormEvent } from 'react';
import { NavLink, useNavigate } from 'react-router-dom';
import { Layouts, Page, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, Link, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import type { ChannelView, PlatformView } from '../../../../contracts/distribution';
import { useDistributionApi } from '../../api/distribution';
import { usePolled } from '../../api/use-polled';
import { Failed } from '../../components/Failed';
import { Note } from '../../components/Note';
import { RemoveDialog } from '../../components/RemoveDialog';
import { Section } from '../../components/Section';
import { UnsavedGuard } from '../../components/UnsavedGuard';
import { channelAddress } from '../../distribution/address';
import { ChannelChip } from '../../distribution/chips';
import { WHOLE, type Errors } from '../../distribution/problems';
import { useMay } from '../../distribution/use-may';
import { useProblems } from '../../distribution/use-problems';
import { usePlatformWords } from '../../distribution/words';
import { useText } from '../../i18n/use-text';
import { ChannelFields } from './ChannelFields';
import { channelInput, channelProblems, initialChannel, inputsOf, isChanged, type ChannelValues } from './channel-form';
import { ChannelFacts, testWord } from './Facts';
import { Subscribers } from './Subscribers';

/** It was changed by somebody else, or while the platform was asked. */
const CONFLICT = 'CHANNEL_CONFLICT';

/** The platform whose channels have subscribers of their own. */
const NEWSLETTER = 'newsletter';

interface FormProps {
  readonly platform: PlatformView;
  readonly channel: ChannelView;
  readonly readOnly: boolean;
  readonly onSaved: (channel: ChannelView) => void;
}

const ChangeForm = ({ platform, channel, readOnly, onSaved }: FormProps) => {
  const text = useText();
  const api = useDistributionApi();
  const problemsIn = useProblems();
  const { toggleNotification } = useNotification();
  // What it was when the form was filled: a newer one is the server's to point out, not ours to write over.
  const [filled, setFilled] = useState(channel);
  const before = initialChannel(platform.fields, filled);
  const [values, setValues] = useState<ChannelValues>(before);
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const isDirty = isChanged(values, before);
  const fill = (from: ChannelView): void => {
    setFilled(from);
    setValues(initialChannel(platform.fields, from));
    setErrors({});
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const problems = channelProblems(values, platform.fields, filled);
    if (problems.length > 0) return setErrors(Object.fromEntries(problems.map(({ input, code }) => [input, text(`channel.problem.${code}`)])));
    setErrors({});
    setBusy(true);
    const answer = await api.changeChannel(filled.key, { ...channelInput(values, platform.fields, filled), expectedRevision: filled.revision });
    setBusy(false);
    if (answer.kind !== 'ok') return setErrors(problemsIn(answer, inputsOf(platform.fields)));
    fill(answer.data);
    toggleNotification({ type: 'success', message: text('channel.saved') });
    onSaved(answer.data);
  };
  return (
    <Box tag="form" noValidate background="neutral0" hasRadius shadow="tableShadow" padding={6} onSubmit={(event: FormEvent) => void save(event)}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {errors[WHOLE] === undefined ? null : <Note tone="danger" role="alert" title={errors[WHOLE]} />}
        {channel.revision === filled.revision || readOnly ? null : (
          <Note
            tone="warning"
            role="status"
            title={text('channel.changedMeanwhile')}
            action={
              <Flex>
                <Button size="S" variant="tertiary" onClick={() => fill(channel)}>
                  {text('channel.changedMeanwhile.show')}
                </Button>
              </Flex>
            }
          />
        )}
        <ChannelFields
          platform={platform}
          channel={filled}
          values={values}
          errors={errors}
          readOnly={readOnly}
          onChange={(changed) => {
            setValues({ ...values, ...changed });
            setErrors(Object.fromEntries(Object.entries(errors).filter(([input]) => !(input in changed))));
          }}
        />
        {readOnly ? null : (
          <Flex gap={2} wrap="wrap">
            <Button type="submit" loading={busy} disabled={!isDirty}>
              {text('channel.save')}
            </Button>
            {isDirty ? (
              <Button variant="tertiary" onClick={() => fill(filled)}>
                {text('channel.reset')}
              </Button>
            ) : null}
          </Flex>
        )}
      </Flex>
      <UnsavedGuard isDirty={isDirty && !busy} />
    </Box>
  );
};

interface Props {
  readonly channelKey: string;
  readonly platforms: readonly PlatformView[];
}

/** One channel: how it stands, what it is made of, and what can be done with it. */
export const ChannelScreen = ({ channelKey, platforms }: Props) => {
  const text = useText();
  const words = usePlatformWords();
  const api = useDistributionApi();
  const problemsIn = useProblems();
  const navigate = useNavigate();
  const mayChange = useMay('channels');
  const { toggleNotification } = useNotification();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { state, reload } = usePolled(useCallback(() => api.channel(channelKey), [api, channelKey]));
  if (state.kind === 'loading') return <Page.Loading />;
  if (state.kind === 'failed')
    return (
      <Page.Main>
        <Box padding={8}>
          <Failed title={text('channel.gone')} onRetry={() => void reload()} />
        </Box>
      </Page.Main>
    );
  const channel = state.data;
  const platform = platforms.find((one) => one.platform === channel.platform);
  const act = async (what: 'test' | 'pause' | 'resume'): Promise<void> => {
    setBusy(what);
    setProblem(null);
    const answer = await api.actOnChannel(channel.key, what);
    setBusy(null);
    if (answer.kind !== 'ok') {
      const isOther = what === 'test' && answer.kind === 'failed' && answer.code === CONFLICT;
      setProblem(isOther ? text('channel.test.changed') : (Object.values(problemsIn(answer))[0] ?? null));
      // Whoever was faster is shown beside the sentence that says so.
      return reload();
    }
    await reload();
    if (what !== 'test') toggleNotification({ type: 'success', message: text(`channel.${what}.done`) });
  };
  const remove = async (): Promise<void> => {
    setProblem(null);
    const answer = await api.removeChannel(channel.key);
    if (answer.kind !== 'ok') {
      setProblem(Object.values(problemsIn(answer))[0] ?? null);
      return reload();
    }
    navigate(channelAddress(null));
  };
  const { test } = channel;
  return (
    <Page.Main>
      <Page.Title>{channel.name}</Page.Title>
      <Layouts.Header
        title={channel.name}
        subtitle={[words.platform(channel.platform, platform?.name), channel.account].filter((part) => part !== '').join(' · ')}
        navigationAction={
          <Link tag={NavLink} to={channelAddress(null)} startIcon={<ArrowLeft aria-hidden />} end>
            {text('screen.channels')}
          </Link>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={5} paddingBottom={8} maxWidth="80rem">
          <Flex direction="column" alignItems="stretch" gap={4} background="neutral0" hasRadius shadow="tableShadow" padding={4}>
            <Flex>
              <ChannelChip status={channel.status} />
            </Flex>
            <ChannelFacts channel={channel} />
            {problem === null ? null : <Note tone="danger" role="alert" title={problem} />}
            {channel.status === 'unauthorized' ? <Note tone="danger" title={text('channel.unauthorized')}>{text('channel.unauthorized.help')}</Note> : null}
            {test === null || test.message === null ? null : (
              <Note tone={test.ok ? 'neutral' : 'danger'} role="status" title={text(testWord(test))}>
                {test.message}
              </Note>
            )}
            {mayChange ? (
              <Flex gap={2} wrap="wrap">
                <Button variant="secondary" loading={busy === 'test'} onClick={() => void act('test')}>
                  {text('channel.test')}
                </Button>
                {channel.status === 'paused' ? (
                  <Button variant="tertiary" loading={busy === 'resume'} onClick={() => void act('resume')}>
                    {text('channel.resume')}
                  </Button>
                ) : (
                  <Button variant="tertiary" loading={busy === 'pause'} onClick={() => void act('pause')}>
                    {text('channel.pause')}
                  </Button>
                )}
                <RemoveDialog trigger={<Button variant="danger-light">{text('channel.remove')}</Button>} title={text('channel.remove.title', { channel: channel.name })} help={text('channel.remove.help')} act={text('channel.remove')} onRemove={remove} />
              </Flex>
            ) : (
              <Note tone="neutral" title={text('channels.readOnly', { permission: text.named('permission', 'channels') })} />
            )}
          </Flex>
          {platform === undefined ? (
            <Note tone="warning" title={text('channel.unknownPlatform', { platform: channel.platform })} />
          ) : (
            <Section title={text('channel.settings')}>
              <ChangeForm platform={platform} channel={channel} readOnly={!mayChange} onSaved={() => void reload()} />
            </Section>
          )}
          {channel.platform === NEWSLETTER ? <Subscribers channel={channel.key} mayChange={mayChange} /> : null}
          {platform === undefined || platform.steps.length === 0 ? null : (
            <Section title={text('connect.guide', { platform: words.platform(platform.platform, platform.name) })}>
              <Box tag="ol" paddingLeft={5} style={{ listStyle: 'decimal' }}>
                {platform.steps.map((step, i) => (
                  <Typography key={step} tag="li" paddingBottom={1}>
                    {words.step(platform.platform, i + 1, step)}
                  </Typography>
                ))}
              </Box>
            </Section>
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
