import { Box, Checkbox, Field, Flex, SingleSelect, SingleSelectOption, TextButton, TextInput, Textarea, Typography } from '@strapi/design-system';
import type { ChannelView, PlatformView } from '../../../../contracts/distribution';
import type { Errors } from '../../distribution/problems';
import { usePlatformWords } from '../../distribution/words';
import { useText } from '../../i18n/use-text';
import { clearedInput, inputOfField, linesOf, type ChannelValues, type PlatformField } from './channel-form';

interface Props {
  readonly platform: PlatformView;
  /** `null` while it is being connected. */
  readonly channel: ChannelView | null;
  readonly values: ChannelValues;
  readonly errors: Errors;
  readonly readOnly: boolean;
  readonly onChange: (values: ChannelValues) => void;
}

interface InputProps extends Props {
  readonly field: PlatformField;
}

/** Never filled in with what is stored: nobody reads a secret here, one only replaces it. */
const Secret = ({ field, platform, channel, values, errors, readOnly, onChange }: InputProps) => {
  const text = useText();
  const words = usePlatformWords();
  const input = inputOfField(field);
  const isSet = channel?.secrets.includes(field.name) === true;
  const isCleared = values[clearedInput(field)] === 'yes';
  const typed = values[input] ?? '';
  const standing = isCleared ? text('channel.secret.cleared') : isSet ? text('channel.secret.set') : null;
  const hint = [words.hint(platform.platform, field), standing].filter((part) => part !== null).join(' ');
  return (
    <Field.Root name={input} required={field.required && !isSet} error={errors[input]} hint={hint === '' ? undefined : hint}>
      <Field.Label>{words.label(platform.platform, field)}</Field.Label>
      <TextInput
        type="password"
        autoComplete="new-password"
        value={typed}
        disabled={readOnly}
        placeholder={isSet && !isCleared ? text('channel.secret.placeholder') : ''}
        onChange={(event) => onChange({ [input]: event.target.value, [clearedInput(field)]: '' })}
      />
      <Field.Error />
      <Field.Hint />
      {readOnly || !isSet || field.required || typed !== '' ? null : (
        <Flex>
          <TextButton onClick={() => onChange({ [clearedInput(field)]: isCleared ? '' : 'yes' })}>{text(isCleared ? 'channel.secret.keep' : 'channel.secret.clear', { what: words.label(platform.platform, field) })}</TextButton>
        </Flex>
      )}
    </Field.Root>
  );
};

/** What stands below inputs that have no place of their own for it. */
const Below = ({ hint, error }: { readonly hint: string | undefined; readonly error: string | undefined }) => (
  <>
    {hint === undefined ? null : (
      <Typography tag="p" variant="pi" textColor="neutral600">
        {hint}
      </Typography>
    )}
    {error === undefined ? null : (
      <Typography tag="p" variant="pi" textColor="danger600" role="alert">
        {error}
      </Typography>
    )}
  </>
);

const Setting = ({ field, platform, values, errors, readOnly, onChange }: InputProps) => {
  const text = useText();
  const words = usePlatformWords();
  const input = inputOfField(field);
  const value = values[input] ?? '';
  const label = words.label(platform.platform, field);
  const hint = words.hint(platform.platform, field) ?? (field.kind === 'list' && field.choices.length === 0 ? text('channel.list.hint') : undefined);
  const change = (typed: string): void => onChange({ [input]: typed });
  if (field.kind === 'list' && field.choices.length > 0) {
    const chosen = linesOf(value);
    return (
      <Flex tag="fieldset" direction="column" alignItems="stretch" gap={2} borderStyle="none" padding={0}>
        <Typography tag="legend" variant="pi" fontWeight="bold" paddingBottom={1}>
          {label}
        </Typography>
        {field.choices.map((choice) => (
          <Checkbox key={choice} checked={chosen.includes(choice)} disabled={readOnly} onCheckedChange={(checked) => change(field.choices.filter((one) => (one === choice ? checked === true : chosen.includes(one))).join('\n'))}>
            {text.lookUp(`distribution.${platform.platform}.${field.name}.${choice}`) ?? choice}
          </Checkbox>
        ))}
        <Below hint={hint} error={errors[input]} />
      </Flex>
    );
  }
  if (field.kind === 'flag')
    return (
      <Box>
        <Checkbox checked={value === 'yes'} disabled={readOnly} onCheckedChange={(checked) => change(checked === true ? 'yes' : '')}>
          {label}
        </Checkbox>
        <Below hint={hint} error={errors[input]} />
      </Box>
    );
  return (
    <Field.Root name={input} required={field.required} error={errors[input]} hint={hint}>
      <Field.Label>{label}</Field.Label>
      {field.kind === 'choice' ? (
        <SingleSelect value={value === '' ? null : value} disabled={readOnly} placeholder={text('channel.choice.none')} onChange={(chosen) => change(String(chosen))} onClear={field.required ? undefined : () => change('')}>
          {field.choices.map((choice) => (
            <SingleSelectOption key={choice} value={choice}>
              {text.lookUp(`distribution.${platform.platform}.${field.name}.${choice}`) ?? choice}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      ) : field.kind === 'list' ? (
        <Textarea value={value} disabled={readOnly} onChange={(event) => change(event.target.value)} />
      ) : (
        <TextInput type={field.kind === 'url' ? 'url' : 'text'} inputMode={field.kind === 'number' ? 'decimal' : undefined} value={value} disabled={readOnly} onChange={(event) => change(event.target.value)} />
      )}
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
};

/** What a channel is called and whom it reaches, and what its platform asks for. */
export const ChannelFields = (props: Props) => {
  const { platform, channel, values, errors, readOnly, onChange } = props;
  const text = useText();
  const line = (name: 'name' | 'key' | 'account', required: boolean, maxLength: number) => (
    <Field.Root name={name} required={required} error={errors[name]} hint={text(`channel.${name}.hint`)}>
      <Field.Label>{text(`channel.${name}`)}</Field.Label>
      {/* Plans and links name a channel by its key, so it stays. */}
      <TextInput value={values[name] ?? ''} maxLength={maxLength} disabled={readOnly || (name === 'key' && channel !== null)} onChange={(event) => onChange({ [name]: event.target.value })} />
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {line('name', true, 100)}
      {line('key', true, 48)}
      {line('account', false, 200)}
      <Field.Root name="communities" error={errors.communities} hint={text('channel.communities.hint')}>
        <Field.Label>{text('channel.communities')}</Field.Label>
        <Textarea value={values.communities ?? ''} disabled={readOnly} onChange={(event) => onChange({ communities: event.target.value })} />
        <Field.Error />
        <Field.Hint />
      </Field.Root>
      {platform.fields.map((field) => (field.kind === 'secret' ? <Secret key={field.name} {...props} field={field} /> : <Setting key={field.name} {...props} field={field} />))}
    </Flex>
  );
};
