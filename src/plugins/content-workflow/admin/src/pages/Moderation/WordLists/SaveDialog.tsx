import { useEffect, useId, useState, type FormEvent } from 'react';
import { Button, Field, Flex, Loader, Modal, Textarea } from '@strapi/design-system';
import type { DryRunWordList, ListValues, WordListView } from '../../../../../contracts/moderation/word-lists';
import { Note } from '../../../components/Note';
import { useActorName } from '../../../i18n/use-names';
import { useText } from '../../../i18n/use-text';
import { useWordListsApi, type SaveAnswer } from './api';
import { DryRun } from './DryRun';

interface Props {
  readonly listKey: string;
  /** 0 for a new list. */
  readonly version: number;
  readonly values: ListValues;
  readonly onSaved: (list: WordListView) => void;
  readonly onClose: () => void;
}

/** How a save ended, other than well. Nothing that was typed is lost by it. */
const SaveNotice = ({ answer }: { readonly answer: SaveAnswer }) => {
  const text = useText();
  const nameOf = useActorName();
  switch (answer.kind) {
    case 'saved':
      return null;
    case 'conflict':
      return (
        <Note tone="warning" role="alert" title={text('moderation.lists.conflict')}>
          {answer.current === null ? null : text('settings.conflict.by', { who: nameOf(answer.current.by), comment: answer.current.comment })}
        </Note>
      );
    case 'unchanged':
      return <Note tone="neutral" role="alert" title={text('settings.unchanged')} />;
    case 'too-many':
      return <Note tone="danger" role="alert" title={text('moderation.lists.tooMany', { terms: answer.terms, most: answer.maximum })} />;
    case 'invalid':
      return (
        <Note tone="danger" role="alert" title={text('settings.invalid')}>
          {answer.message}
        </Note>
      );
    case 'forbidden':
      return <Note tone="danger" role="alert" title={text('dialog.forbidden')} />;
    case 'failed':
      return <Note tone="danger" role="alert" title={text('dialog.failed')} />;
  }
};

type Trial = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly result: DryRunWordList.Result };

/** Before a list is saved it is tried on what was sent before, and whoever saves it sees what it would find. */
export const SaveDialog = ({ listKey, version, values, onSaved, onClose }: Props) => {
  const text = useText();
  const api = useWordListsApi();
  const form = useId();
  const [trial, setTrial] = useState<Trial>({ kind: 'loading' });
  const [comment, setComment] = useState('');
  const [saving, setSaving] = useState(false);
  const [answer, setAnswer] = useState<SaveAnswer | null>(null);

  useEffect(() => {
    const { kind, terms, allow } = values;
    void api.dryRun({ ...(version === 0 ? {} : { key: listKey }), values: { kind, terms, allow } }).then((tried) => {
      if (tried.kind !== 'aborted') setTrial(tried.kind === 'ok' ? { kind: 'ready', result: tried.data } : { kind: 'failed' });
    });
  }, [api, listKey, values, version]);

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (comment.trim() === '') return;
    setSaving(true);
    const end = await api.save(listKey, { expectedVersion: version, values, comment });
    setSaving(false);
    setAnswer(end);
    if (end.kind === 'saved') onSaved(end.list);
  };

  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>{text('moderation.lists.save')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex tag="form" id={form} direction="column" alignItems="stretch" gap={4} onSubmit={(event: FormEvent) => void save(event)}>
            {trial.kind === 'loading' ? <Loader small>{text('moderation.lists.try.loading')}</Loader> : null}
            {trial.kind === 'failed' ? <Note tone="warning" role="alert" title={text('moderation.lists.try.failed')} /> : null}
            {trial.kind === 'ready' ? <DryRun result={trial.result} /> : null}
            <Field.Root name="comment" required>
              <Field.Label>{text('moderation.lists.why')}</Field.Label>
              <Textarea value={comment} maxLength={2_000} onChange={(event) => setComment(event.currentTarget.value)} />
            </Field.Root>
            {answer === null ? null : <SaveNotice answer={answer} />}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{text('action.cancel')}</Button>
          </Modal.Close>
          <Button type="submit" form={form} loading={saving} disabled={comment.trim() === '' || trial.kind === 'loading'}>
            {text('moderation.lists.save')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
