import { useEffect, useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useAuth, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Field, Flex, Loader, Modal, Radio, Textarea, Typography } from '@strapi/design-system';
import type { PieceView } from '../../../contracts/piece';
import { ORIGINAL } from '../../../core/experiment/plan';
import type { Results } from '../../../core/experiment/results';
import { useExperimentsApi } from '../api/experiments';
import { Note } from '../components/Note';
import { useText } from '../i18n/use-text';
import { DialogNotice } from '../piece/dialog/DialogNotice';
import type { Notice } from '../piece/dialog/use-event-form';
import { forgetTyped, keepTyped, placeOf, typedBefore } from '../piece/kept-text';
import { useSend, type WireEvent } from '../piece/piece-store';
import { choiceOf, choiceText, decisionEvent, needsReason, obstaclesAgainst, type Choice } from './decision';
import { labelsOf } from './labels';
import { useExperiment, useGoalName } from './use-experiment';
import { useWords, type Words } from './use-words';
import { VerdictWords } from './VerdictWords';
import { useFocusBack } from '../components/use-focus-back';

const NO_GOALS: readonly never[] = [];

type Loaded = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly results: Results };

const useResults = (pieceId: number): Loaded => {
  const api = useExperimentsApi();
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  useEffect(() => {
    void api.results(pieceId).then((answer) => {
      if (answer.kind !== 'aborted') setLoaded(answer.kind === 'ok' ? { kind: 'ready', results: answer.data.results } : { kind: 'failed' });
    });
  }, [api, pieceId]);
  return loaded;
};

interface ChoicesProps {
  readonly arms: readonly string[];
  readonly results: Results | null;
  readonly words: Words;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** Every arm, and "no winner" beside them as a choice of the same size: most tests end so, and have taught something. */
const Choices = ({ arms, results, words, value, error, onChange }: ChoicesProps) => {
  const text = useText();
  return (
    <Field.Root name="choice" required error={error}>
      <Field.Label>{text('decision.choose')}</Field.Label>
      <Radio.Group value={value} aria-label={text('decision.choose')} onValueChange={onChange}>
        {arms.map((key) => {
          const obstacles = obstaclesAgainst(results, key);
          return (
            <Box key={key} background="neutral100" hasRadius padding={3} marginBottom={2}>
              <Radio.Item value={choiceText({ kind: 'arm', key })}>{words.arm(key)}</Radio.Item>
              {obstacles.length === 0 ? (
                <Typography tag="p" variant="pi" textColor="neutral800" paddingTop={1}>
                  {text('decision.clear')}
                </Typography>
              ) : (
                <Box paddingTop={1}>
                  <Typography tag="p" variant="pi" textColor="neutral600">
                    {text('decision.against')}
                  </Typography>
                  <Box tag="ul" paddingLeft={4} style={{ listStyle: 'disc' }}>
                    {obstacles.map((obstacle) => (
                      <Typography key={obstacle.code} tag="li" variant="pi" textColor="neutral800">
                        {words.obstacle(obstacle)}
                      </Typography>
                    ))}
                  </Box>
                </Box>
              )}
            </Box>
          );
        })}
        {(['inconclusive', 'cancelled'] as const).map((kind) => (
          <Box key={kind} background="neutral100" hasRadius padding={3} marginBottom={2}>
            <Radio.Item value={kind}>{text(`decision.${kind}`)}</Radio.Item>
            <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={1}>
              {text(`decision.${kind}.help`)}
            </Typography>
          </Box>
        ))}
      </Radio.Group>
      <Field.Error />
    </Field.Root>
  );
};

const nextOf = (choice: Choice): 'decision.next.original' | 'decision.next.arm' | 'decision.next.none' => (choice.kind !== 'arm' ? 'decision.next.none' : choice.key === ORIGINAL ? 'decision.next.original' : 'decision.next.arm');

interface Props {
  readonly view: PieceView;
  /** Which button was pressed; both lead to the same question. */
  readonly first: 'PROMOTE' | 'STOP';
  readonly onClose: () => void;
  readonly onDone?: (view: PieceView) => void;
}

/** Asks who wins, with what speaks against each; the server decides whether that may be. */
export const DecisionDialog = ({ view, first, onClose, onDone }: Props) => {
  const text = useText();
  const formId = useId();
  const giveFocusBack = useFocusBack();
  const send = useSend({ uid: view.uid, documentId: view.documentId, locale: view.locale });
  const { toggleNotification } = useNotification();
  const words = useWords(labelsOf(view));
  const loaded = useResults(view.id);
  const { known } = useExperiment(view.id, view.revision);
  const goalName = useGoalName(known.kind === 'ready' ? known.goals : NO_GOALS);
  const results = loaded.kind === 'ready' ? loaded.results : null;
  const experiment = known.kind === 'ready' ? known.experiment : null;
  const arms = (results?.plan ?? experiment?.plan)?.arms.map(({ key }) => key) ?? [];
  const person = useAuth('ContentWorkflow', ({ user }) => String(user?.id ?? ''));
  const [place] = useState(() => placeOf(person, `${view.id}.decision`));
  const [chosen, setChosen] = useState(first === 'STOP' ? choiceText({ kind: 'inconclusive' }) : '');
  const [reason, setReason] = useState(() => typedBefore(place, Date.now()).reason ?? '');
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [notice, setNotice] = useState<Notice | null>(null);
  const [busy, setBusy] = useState(false);
  const choice = choiceOf(chosen);
  const mustSay = needsReason(choice, results);

  useEffect(() => keepTyped(place, { reason }, Date.now()), [place, reason]);

  const decide = async (): Promise<void> => {
    if (busy) return;
    if (choice === null) return setErrors({ choice: text('dialog.required') });
    if (mustSay && reason.trim() === '') return setErrors({ reason: text('decision.reason.required') });
    setErrors({});
    setBusy(true);
    const event = decisionEvent(choice, reason);
    const answer = await send(view, event as unknown as WireEvent);
    setBusy(false);
    switch (answer.kind) {
      case 'ok':
        forgetTyped(place);
        toggleNotification({ type: 'success', message: text('dialog.done', { what: text.named('happened', event.type), state: text.named('state', answer.data.state) }) });
        return onDone === undefined ? onClose() : onDone(answer.data);
      case 'conflict':
        return setNotice({ kind: 'conflict', latest: answer.piece.history[0] ?? null });
      case 'refused':
        return setNotice({ kind: 'refused', refusal: answer.refusal });
      case 'forbidden':
        return setNotice({ kind: 'problem', message: text('dialog.forbidden') });
      case 'invalid':
      case 'failed':
        return setNotice({ kind: 'problem', message: answer.message === '' ? text('dialog.failed') : answer.message });
      case 'aborted':
        return undefined;
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    void decide();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.stopPropagation();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void decide();
  };

  return (
    <Modal.Root open onOpenChange={(open) => (open || busy ? undefined : onClose())}>
      <Modal.Content onCloseAutoFocus={giveFocusBack} onKeyDown={onKeyDown} aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{text('decision.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <form id={formId} noValidate onSubmit={submit}>
            <Flex direction="column" alignItems="stretch" gap={4}>
              {notice === null ? null : <DialogNotice notice={notice} offered={view.events.find(({ event }) => event === first)} uid={view.uid} />}
              {loaded.kind === 'loading' || known.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
              {loaded.kind === 'failed' ? <Note tone="warning" role="alert" title={text('decision.noFigures')} /> : null}
              {results === null ? null : <VerdictWords results={results} words={words} goal={goalName(results.plan.goal)} />}
              <Choices
                arms={arms}
                results={results}
                words={words}
                value={chosen}
                error={errors.choice}
                onChange={(value) => {
                  setChosen(value);
                  setErrors({});
                }}
              />
              {choice === null ? null : (
                <>
                  <Field.Root name="reason" required={mustSay} error={errors.reason} hint={text(mustSay ? 'decision.reason.hint' : 'dialog.optional')}>
                    <Field.Label>{text(mustSay ? 'decision.reason' : 'decision.comment')}</Field.Label>
                    <Textarea value={reason} onChange={(event) => setReason(event.target.value)} />
                    <Field.Error />
                    <Field.Hint />
                  </Field.Root>
                  <Note tone="neutral" role="status" title={text('decision.next')}>
                    {text(nextOf(choice), { arm: choice.kind === 'arm' ? words.arm(choice.key) : '' })} {text('decision.frozen')}
                  </Note>
                </>
              )}
            </Flex>
          </form>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose} disabled={busy}>
            {text('action.cancel')}
          </Button>
          <Button type="submit" form={formId} loading={busy} disabled={choice === null}>
            {text('decision.decide')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
