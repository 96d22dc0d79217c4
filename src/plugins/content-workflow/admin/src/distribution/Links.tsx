import { useCallback, useEffect, useState } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import type { LinkView } from '../../../contracts/distribution';
import { useDistributionApi } from '../api/distribution';
import { usePolled } from '../api/use-polled';
import { Disclosure } from '../components/Disclosure';
import { useFigures } from '../experiment/use-figures';
import { useText } from '../i18n/use-text';
import { CopyButton } from './CopyButton';
import { QrCode } from './QrCode';
import { useDownload } from './use-download';

interface LinkProps {
  readonly link: LinkView;
  readonly channelName: string;
}

/** Fetched when somebody wants to see it. */
const Qr = ({ code, address }: Pick<LinkView, 'code' | 'address'>) => {
  const text = useText();
  const { file } = useDistributionApi();
  const { busy, download } = useDownload();
  const [svg, setSvg] = useState<string | null>(null);
  const path = `/links/${encodeURIComponent(code)}`;
  useEffect(() => {
    void file(`${path}/qr.svg`).then(async (answer) => (answer.kind === 'ok' ? setSvg(await answer.data.text()) : undefined));
  }, [file, path]);
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      {svg === null ? null : <QrCode svg={svg} alt={text('task.qr.alt', { link: address })} />}
      <Flex gap={2} wrap="wrap">
        {(['svg', 'png'] as const).map((kind) => (
          <Button key={kind} size="S" variant="tertiary" startIcon={<Download />} loading={busy === `${path}/qr.${kind}`} onClick={() => void download(`${path}/qr.${kind}`, `${code}.${kind}`)}>
            {text('links.qr', { kind: kind.toUpperCase() })}
          </Button>
        ))}
      </Flex>
    </Flex>
  );
};

const One = ({ link, channelName }: LinkProps) => {
  const text = useText();
  const figures = useFigures();
  const [qr, setQr] = useState(false);
  const about = [channelName, link.variant === '' ? '' : text('links.variant', { variant: link.variant }), link.kol === '' ? '' : text('links.kol', { kol: link.kol })].filter((part) => part !== '').join(' · ');
  return (
    <Box tag="li" background="neutral100" hasRadius padding={3}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
          {link.address}
        </Typography>
        <Typography variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
          {about} → {link.target}
        </Typography>
        <Typography variant="pi" textColor="neutral800">
          {text('links.clicks', { count: link.clicks })}
          {link.bots === 0 ? '' : ` · ${text('links.bots', { count: figures.count(link.bots) })}`}
        </Typography>
        {link.days.length === 0 ? null : (
          <Disclosure title={text('links.days')}>
            <Box tag="ul">
              {link.days.map(({ day, clicks }) => (
                <Typography key={day} tag="li" variant="pi" textColor="neutral800">
                  {day}: {figures.count(clicks)}
                </Typography>
              ))}
            </Box>
          </Disclosure>
        )}
        <Flex gap={2} wrap="wrap">
          <CopyButton value={link.address} label={text('task.link.copy')} />
          <Button size="S" variant="tertiary" aria-expanded={qr} onClick={() => setQr(!qr)}>
            {text('links.qr.show')}
          </Button>
        </Flex>
        {qr ? <Qr code={link.code} address={link.address} /> : null}
      </Flex>
    </Box>
  );
};

interface Props {
  readonly pieceId: number;
  readonly channels: readonly { readonly key: string; readonly name: string }[];
}

/** The short links of a piece, and how often each was opened; nothing is known about who did. */
export const Links = ({ pieceId, channels }: Props) => {
  const text = useText();
  const { links } = useDistributionApi();
  const { state } = usePolled(useCallback(() => links(pieceId), [links, pieceId]));
  if (state.kind !== 'ready' || state.data.length === 0) return null;
  const clicks = state.data.reduce((sum, link) => sum + link.clicks, 0);
  return (
    <Disclosure title={text('links.title')} aside={text('links.clicks', { count: clicks })}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {state.data.map((link) => (
          <One key={link.code} link={link} channelName={channels.find(({ key }) => key === link.channel)?.name ?? link.channel} />
        ))}
      </Flex>
    </Disclosure>
  );
};
