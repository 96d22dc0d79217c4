import { Flex, TextButton, Typography } from '@strapi/design-system';
import { useForm, useNotification } from '@strapi/strapi/admin';
import type { Present } from '../../../../contracts/presence';
import { forgetDocument } from '../../api/strapi-cache';
import type { Subject } from '../../api/types';
import { Moment } from '../../components/Moment';
import { Note } from '../../components/Note';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { useBeingPresent, usePresence } from '../presence/presence-store';
import { overwrite, useMeanwhile } from '../saving';

/** A save was refused because somebody else's would have been undone. Both texts are there; the person chooses. */
const SavedMeanwhile = ({ subject }: { readonly subject: Subject }) => {
  const text = useText();
  const meanwhile = useMeanwhile(subject);
  const { toggleNotification } = useNotification();
  if (meanwhile === null) return null;
  const keepMine = (): void => {
    overwrite(subject);
    toggleNotification({ type: 'warning', message: text('company.mineNext') });
  };
  return (
    <Note
      tone="danger"
      role="alert"
      title={text('company.saved', { who: meanwhile.by ?? text('company.somebody') })}
      action={
        <Flex gap={3} wrap="wrap">
          <TextButton onClick={() => forgetDocument(subject.uid, subject.documentId)}>{text('company.loadTheirs')}</TextButton>
          <TextButton onClick={keepMine}>{text('company.keepMine')}</TextButton>
        </Flex>
      }
    >
      <Moment at={meanwhile.at} /> · {text('company.saved.help')}
    </Note>
  );
};

const useNames = () => {
  const text = useText();
  return ({ person, isMe }: Present): string => (isMe ? text('company.me') : person.name);
};

const Editing = ({ present, onTakeOver }: { readonly present: Present; readonly onTakeOver: () => void }) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useNames();
  return (
    <Note tone="primary" role="status" title={text('company.editing', { who: nameOf(present), since: times.clock(present.since) })} action={<TextButton onClick={onTakeOver}>{text('company.takeOver')}</TextButton>}>
      <Moment at={present.since} /> · {text('company.editing.help')}
    </Note>
  );
};

/** Who else is here, and whose turn it is. Seeing each other is a courtesy; what refuses a save is the server. */
export const Company = ({ subject }: { readonly subject: Subject }) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useNames();
  const editing = useForm('ContentWorkflow', ({ modified }) => modified, false) === true;
  const takeOver = useBeingPresent(subject, editing);
  const { others, takenOver } = usePresence(subject);
  const editors = others.filter((present) => present.editing);
  const readers = [...new Set(others.filter((present) => !present.editing).map(nameOf))];
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <SavedMeanwhile subject={subject} />
      {takenOver === null ? null : (
        <Note tone="warning" role="alert" title={text('company.takenOver', { who: takenOver.name, at: times.clock(takenOver.at) })} action={<TextButton onClick={() => void takeOver()}>{text('company.takeBack')}</TextButton>}>
          {text('company.takenOver.help')}
        </Note>
      )}
      {editors.map((present) => (
        <Editing key={`${present.person.id}/${present.since}`} present={present} onTakeOver={() => void takeOver()} />
      ))}
      {readers.length === 0 ? null : (
        <Typography variant="pi" textColor="neutral600" role="status">
          {text('company.here', { people: times.list(readers) })}
        </Typography>
      )}
    </Flex>
  );
};
