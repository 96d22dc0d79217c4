import { useId, useMemo } from 'react';
import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors, type Announcements, type DragEndEvent } from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Box, Button, Checkbox, Field, Flex, IconButton, MultiSelect, MultiSelectOption, NumberInput, TextInput, Typography } from '@strapi/design-system';
import { Drag, Plus, Trash, WarningCircle } from '@strapi/icons';
import { peopleWhoCould, quorumRisk } from '../../../../core/review/quorum';
import type { ReviewStep } from '../../../../core/workflow/context';
import { useText, type Text } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { freshKey, moved, problemAt, replaced, without } from './model';
import type { Draft } from './use-draft';
import { useProblemText } from './use-problem-text';

interface StepProps {
  readonly draft: Draft;
  readonly uid: string;
  readonly step: ReviewStep;
  readonly index: number;
  readonly isLast: boolean;
  readonly onChange: (step: ReviewStep) => void;
  readonly onRemove: () => void;
}

/** How many people could decide, and what that means for the quorum. */
const Reviewers = ({ draft, step }: Pick<StepProps, 'draft' | 'step'>) => {
  const text = useText();
  const { reviewers } = draft.settings;
  const risk = quorumRisk(step, reviewers);
  const people = peopleWhoCould(step, reviewers);
  // Coloured text of this size is too pale to read; the sign has the colour.
  return (
    <Flex gap={2} role="status">
      {risk === null ? null : <WarningCircle aria-hidden fill={risk === 'never' ? 'danger600' : 'warning600'} />}
      <Typography variant="pi" textColor={risk === null ? 'neutral600' : 'neutral800'}>
        {text(risk === null ? 'settings.steps.people' : `settings.steps.${risk}`, { people, quorum: step.quorum })}
      </Typography>
    </Flex>
  );
};

const Step = ({ draft, uid, step, index, isLast, onChange, onRemove }: StepProps) => {
  const text = useText();
  const problemText = useProblemText();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition } = useSortable({ id: step.key });
  const times = useTimes();
  const roleName = (code: string): string => text.lookUp(`role.${code}`) ?? draft.settings.roles.find((role) => role.code === code)?.name ?? code;
  const error = (...path: (string | number)[]): string | undefined => {
    const problem = problemAt(draft.problems, 'types', uid, 'review', index, ...path);
    return problem === null ? undefined : problemText(problem);
  };
  return (
    <Box
      tag="li"
      ref={setNodeRef}
      style={{ transform: transform === null ? undefined : `translate3d(0, ${Math.round(transform.y)}px, 0)`, transition }}
      background="neutral0"
      borderColor="neutral200"
      hasRadius
      padding={4}
    >
      <Flex gap={3} alignItems="flex-start" wrap="wrap">
        <Box paddingTop={6}>
          <IconButton ref={setActivatorNodeRef} {...attributes} {...listeners} label={text('settings.steps.move', { name: step.name })} variant="ghost">
            <Drag />
          </IconButton>
        </Box>
        <Box flex="2 1 16rem">
          <Field.Root name={`${uid}.${step.key}.name`} required error={error('name')}>
            <Field.Label>{text('settings.steps.name', { number: index + 1 })}</Field.Label>
            <TextInput value={step.name} onChange={(event) => onChange({ ...step, name: event.target.value })} />
            <Field.Error />
          </Field.Root>
        </Box>
        <Box flex="0 1 10rem">
          <Field.Root name={`${uid}.${step.key}.quorum`} required error={error('quorum')}>
            <Field.Label>{text('settings.steps.quorum')}</Field.Label>
            <NumberInput value={step.quorum} onValueChange={(quorum) => onChange({ ...step, quorum: quorum ?? 0 })} />
            <Field.Error />
          </Field.Root>
        </Box>
        <Box flex="3 1 20rem">
          <Field.Root name={`${uid}.${step.key}.roles`} error={error('roles')}>
            <Field.Label>{text('settings.steps.roles')}</Field.Label>
            <MultiSelect
              value={[...step.roles]}
              placeholder={text('review.anyReviewer')}
              // Tags hold buttons without a name.
              customizeContent={(codes) => times.list((codes ?? []).map(roleName))}
              onChange={(roles: string[]) => onChange({ ...step, roles })}
            >
              {draft.settings.roles.map(({ code }) => (
                <MultiSelectOption key={code} value={code}>
                  {roleName(code)}
                </MultiSelectOption>
              ))}
            </MultiSelect>
            <Field.Error />
          </Field.Root>
        </Box>
        <Box paddingTop={6}>
          <IconButton label={text('settings.steps.remove', { name: step.name })} variant="ghost" disabled={isLast} onClick={onRemove}>
            <Trash />
          </IconButton>
        </Box>
      </Flex>
      <Flex paddingTop={2} gap={4} wrap="wrap" justifyContent="space-between">
        <Reviewers draft={draft} step={step} />
        <Checkbox checked={step.guests} onCheckedChange={(checked) => onChange({ ...step, guests: checked === true })}>
          {text('settings.steps.guests')}
        </Checkbox>
      </Flex>
    </Box>
  );
};

/** What a screen reader is told while a step is carried. */
const announcementsFor = (text: Text, steps: readonly ReviewStep[]): Announcements => {
  const nameOf = (key: unknown): string => steps.find((step) => step.key === key)?.name ?? '';
  const placeOf = (key: unknown): number => steps.findIndex((step) => step.key === key) + 1;
  return {
    onDragStart: ({ active }) => text('settings.drag.start', { name: nameOf(active.id), place: placeOf(active.id), count: steps.length }),
    onDragOver: ({ active, over }) => text('settings.drag.over', { name: nameOf(active.id), place: placeOf(over?.id), count: steps.length }),
    onDragEnd: ({ active, over }) => text('settings.drag.end', { name: nameOf(active.id), place: placeOf(over?.id), count: steps.length }),
    onDragCancel: ({ active }) => text('settings.drag.cancel', { name: nameOf(active.id) }),
  };
};

export const StepsEditor = ({ draft, uid }: { readonly draft: Draft; readonly uid: string }) => {
  const text = useText();
  const id = useId();
  const steps = draft.values.types[uid]?.review ?? [];
  const sensors = useSensors(useSensor(PointerSensor), useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }));
  const announcements = useMemo(() => announcementsFor(text, steps), [text, steps]);
  const set = (next: readonly ReviewStep[]): void => draft.set(['types', uid, 'review'], next);

  const drop = ({ active, over }: DragEndEvent): void => {
    const [from, to] = [active.id, over?.id].map((key) => steps.findIndex((step) => step.key === key));
    if (from !== undefined && to !== undefined && from >= 0 && to >= 0 && from !== to) set(moved(steps, from, to));
  };

  return (
    <>
      <DndContext id={id} sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop} accessibility={{ announcements, screenReaderInstructions: { draggable: text('settings.drag.help') } }}>
        <SortableContext items={steps.map(({ key }) => key)} strategy={verticalListSortingStrategy}>
          <Flex tag="ol" direction="column" alignItems="stretch" gap={2}>
            {steps.map((step, i) => (
              <Step key={step.key} draft={draft} uid={uid} step={step} index={i} isLast={steps.length === 1} onChange={(next) => set(replaced(steps, i, next))} onRemove={() => set(without(steps, i))} />
            ))}
          </Flex>
        </SortableContext>
      </DndContext>
      <Flex>
        <Button variant="secondary" startIcon={<Plus />} onClick={() => set([...steps, { key: freshKey(steps.map(({ key }) => key)), name: '', quorum: 1, roles: [], guests: false }])}>
          {text('settings.steps.add')}
        </Button>
      </Flex>
    </>
  );
};
