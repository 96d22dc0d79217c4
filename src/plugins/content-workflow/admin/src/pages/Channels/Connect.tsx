import { useEffect, useRef, useState, type FormEvent } from 'react';
import { NavLink, useNavigate } from 'react-router-dom';
import { Layouts, Page, useAuth } from '@strapi/strapi/admin';
import { Box, Button, Flex, Link, LinkButton, Loader, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import type { ChannelView, PlatformView } from '../../../../contracts/distribution';
import { useDistributionApi } from '../../api/distribution';
import { Note } from '../../components/Note';
import { Restored } from '../../components/Restored';
import { UnsavedGuard } from '../../components/UnsavedGuard';
import { channelAddress, connectAddress } from '../../distribution/address';
import { WHOLE, type Errors } from '../../distribution/problems';
import { useProblems } from '../../distribution/use-problems';
import { usePlatformWords } from '../../distribution/words';
import { useText } from '../../i18n/use-text';
import { forgetTyped, keepTyped, placeOf, typedBefore } from '../../piece/kept-text';
import { ChannelFields } from './ChannelFields';
import { channelInput, channelProblems, initialChannel, inputsOf, isChanged, keepable, keyFrom, type ChannelValues } from './channel-form';

const STAGES = ['platform', 'guide', 'form', 'test'] as const;
type Stage = (typeof STAGES)[number];

/** How far one is, for the eye and for a screen reader. */
const Course = ({ stage }: { readonly stage: Stage }) => {
  const text = useText();
  return (
    <Flex tag="ol" gap={4} wrap="wrap" aria-label={text('connect.course')}>
      {STAGES.map((one, i) => (
        <li key={one} aria-current={one === stage ? 'step' : undefined}>
          <Typography variant="pi" fontWeight={one === stage ? 'bold' : undefined} textColor={one === stage ? 'primary600' : 'neutral600'}>
            {i + 1}. {text(`connect.stage.${one}`)}
          </Typography>
        </li>
      ))}
    </Flex>
  );
};

const DELIVERIES = ['direct', 'assisted', 'pull'] as const;

/** What can be connected, by who sends there: the system, a person, or nobody because readers come for it. */
export const ChoosePlatform = ({ platforms }: { readonly platforms: readonly PlatformView[] }) => {
  const text = useText();
  const words = usePlatformWords();
  return (
    <Page.Main>
      <Page.Title>{text('channels.connect')}</Page.Title>
      <Layouts.Header
        title={text('channels.connect')}
        navigationAction={
          <Link tag={NavLink} to={channelAddress(null)} startIcon={<ArrowLeft aria-hidden />} end>
            {text('screen.channels')}
          </Link>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={5} paddingBottom={8}>
          <Course stage="platform" />
          {DELIVERIES.map((delivery) => {
            const offered = platforms.filter((platform) => platform.delivery === delivery);
            if (offered.length === 0) return null;
            return (
              <Box key={delivery} tag="section" aria-label={text(`connect.delivery.${delivery}`)}>
                <Typography tag="h2" variant="delta">
                  {text(`connect.delivery.${delivery}`)}
                </Typography>
                <Typography tag="p" textColor="neutral600" paddingBottom={3}>
                  {text(`connect.delivery.${delivery}.help`)}
                </Typography>
                <Flex tag="ul" gap={3} wrap="wrap" alignItems="stretch">
                  {offered.map(({ platform, name }) => (
                    <Box key={platform} tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={4} flex="0 1 22rem">
                      <Link tag={NavLink} to={connectAddress(platform)}>
                        {words.platform(platform, name)}
                      </Link>
                    </Box>
                  ))}
                </Flex>
              </Box>
            );
          })}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

interface ReadyProps {
  readonly channel: ChannelView;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly onTest: () => void;
}

/** Whether the platform lets us in, and what to do where it does not. */
const Ready = ({ channel, busy, problem, onTest }: ReadyProps) => {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  // The inputs are gone, so the keyboard and the screen reader go on with what came of them.
  useEffect(() => heading.current?.focus(), []);
  const { test } = channel;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography tag="h2" variant="delta" ref={heading} tabIndex={-1}>
        {text('connect.test', { channel: channel.name })}
      </Typography>
      {problem === undefined ? null : <Note tone="danger" role="alert" title={problem} />}
      {busy ? <Loader small>{text('connect.testing')}</Loader> : null}
      {busy || test === null ? null : (
        <Note tone={test.ok ? 'success' : 'danger'} role="status" title={text(test.ok ? 'connect.ready' : 'connect.notReady')}>
          {test.message ?? (test.ok ? text('connect.ready.help') : '')}
        </Note>
      )}
      <Flex gap={2} wrap="wrap">
        {test?.ok === true ? null : (
          <Button variant="secondary" loading={busy} onClick={onTest}>
            {text('connect.again')}
          </Button>
        )}
        <LinkButton tag={NavLink} to={channelAddress(channel.key)} variant={test?.ok === true ? 'default' : 'tertiary'}>
          {text(test?.ok === true ? 'connect.open' : 'connect.mend')}
        </LinkButton>
      </Flex>
    </Flex>
  );
};

interface Props {
  readonly platform: PlatformView;
  /** Keys of the channels that there are, and what an address means otherwise. */
  readonly taken: readonly string[];
}

/** From a platform to a channel that works: what to do there, what to fill in here, and whether it does. */
export const Connect = ({ platform, taken }: Props) => {
  const text = useText();
  const words = usePlatformWords();
  const api = useDistributionApi();
  const problemsIn = useProblems();
  const navigate = useNavigate();
  const person = useAuth('ContentWorkflow', ({ user }) => String(user?.id ?? ''));
  const place = placeOf(person, `channel.${platform.platform}`);
  const [before] = useState(() => initialChannel(platform.fields, null));
  const [values, setValues] = useState<ChannelValues>(() => ({ ...before, ...typedBefore(place, Date.now()) }));
  const [restored, setRestored] = useState(() => isChanged(values, before));
  const [stage, setStage] = useState<Stage>(platform.steps.length === 0 ? 'form' : 'guide');
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const [channel, setChannel] = useState<ChannelView | null>(null);
  const name = words.platform(platform.platform, platform.name);
  // Until somebody types a key, it follows the name.
  const shown: ChannelValues = { ...values, key: values.key === '' && (values.name ?? '').trim() !== '' ? keyFrom(values.name ?? '', platform.platform, taken) : (values.key ?? '') };

  useEffect(() => {
    if (channel === null) keepTyped(place, keepable(values), Date.now());
  }, [place, values, channel]);

  const test = async (key: string): Promise<void> => {
    setBusy(true);
    const answer = await api.actOnChannel(key, 'test');
    setBusy(false);
    if (answer.kind === 'ok') return setChannel(answer.data);
    setErrors(problemsIn(answer));
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const problems = channelProblems(shown, platform.fields, null);
    if (problems.length > 0) return setErrors(Object.fromEntries(problems.map(({ input, code }) => [input, text(`channel.problem.${code}`)])));
    setErrors({});
    setBusy(true);
    const answer = await api.connect({ ...channelInput(shown, platform.fields, null), key: (shown.key ?? '').trim(), platform: platform.platform });
    setBusy(false);
    if (answer.kind !== 'ok') return setErrors(problemsIn(answer, inputsOf(platform.fields)));
    forgetTyped(place);
    setChannel(answer.data);
    setStage('test');
    await test(answer.data.key);
  };
  return (
    <Page.Main>
      <Page.Title>{name}</Page.Title>
      <Layouts.Header
        title={text('connect.title', { platform: name })}
        navigationAction={
          <Link tag={NavLink} to={connectAddress(null)} startIcon={<ArrowLeft aria-hidden />} end>
            {text('connect.otherPlatform')}
          </Link>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={5} paddingBottom={8} maxWidth="72rem">
          <Course stage={stage} />
          <Box background="neutral0" hasRadius shadow="tableShadow" padding={6}>
            {stage === 'guide' ? (
              <Flex direction="column" alignItems="stretch" gap={4}>
                <Typography tag="h2" variant="delta">
                  {text('connect.guide', { platform: name })}
                </Typography>
                <Box tag="ol" paddingLeft={5} style={{ listStyle: 'decimal' }}>
                  {platform.steps.map((step, i) => (
                    <Typography key={step} tag="li" paddingBottom={2}>
                      {words.step(platform.platform, i + 1, step)}
                    </Typography>
                  ))}
                </Box>
                <Flex>
                  <Button onClick={() => setStage('form')}>{text('connect.guide.done')}</Button>
                </Flex>
              </Flex>
            ) : null}
            {stage === 'form' ? (
              <Box tag="form" noValidate onSubmit={(event: FormEvent) => void save(event)}>
                <Flex direction="column" alignItems="stretch" gap={4}>
                  <Typography tag="h2" variant="delta">
                    {text('connect.form')}
                  </Typography>
                  {restored ? (
                    <Restored
                      startAnew={() => {
                        setRestored(false);
                        setValues(before);
                      }}
                    />
                  ) : null}
                  {errors[WHOLE] === undefined ? null : <Note tone="danger" role="alert" title={errors[WHOLE]} />}
                  <ChannelFields
                    platform={platform}
                    channel={null}
                    values={shown}
                    errors={errors}
                    readOnly={false}
                    onChange={(changed) => {
                      setValues({ ...values, ...changed });
                      setErrors(Object.fromEntries(Object.entries(errors).filter(([input]) => !(input in changed))));
                    }}
                  />
                  <Flex gap={2} wrap="wrap">
                    {platform.steps.length === 0 ? null : (
                      <Button variant="tertiary" onClick={() => setStage('guide')}>
                        {text('connect.back')}
                      </Button>
                    )}
                    <Button type="submit" loading={busy}>
                      {text('connect.save')}
                    </Button>
                    <Button variant="tertiary" onClick={() => navigate(channelAddress(null))}>
                      {text('action.cancel')}
                    </Button>
                  </Flex>
                </Flex>
              </Box>
            ) : null}
            {stage === 'test' && channel !== null ? <Ready channel={channel} busy={busy} problem={errors[WHOLE]} onTest={() => void test(channel.key)} /> : null}
          </Box>
        </Flex>
      </Layouts.Content>
      <UnsavedGuard isDirty={channel === null && Object.entries(values).some(([input, value]) => input.startsWith('secrets.') && value !== '')} />
    </Page.Main>
  );
};
