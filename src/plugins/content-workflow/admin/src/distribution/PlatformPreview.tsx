import type { ReactNode } from 'react';
import { Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { RenditionView } from '../../../contracts/distribution';
import { fileAddress } from '../api/addresses';
import { useText } from '../i18n/use-text';
import { Html } from './Html';

/* The colours are the platforms', not the theme's: what is shown is how readers will see it, in whichever theme the desk is. */
const Surface = styled.div<{ $ground: string }>`
  padding: 1.2rem;
  border-radius: 4px;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  background: ${({ $ground }) => $ground};
  color: #1f1f1f;
  font-size: 1.4rem;
  line-height: 1.6;
  overflow-wrap: anywhere;
  color-scheme: light;
`;

const Bubble = styled.div`
  position: relative;
  max-width: min(36rem, calc(100% - 4.4rem));
  padding: 0.8rem 1.2rem;
  border-radius: 6px;
  background: #ffffff;
  white-space: pre-wrap;
`;

const Chat = styled.div`
  display: flex;
  gap: 0.8rem;
  align-items: flex-start;
`;

const Face = styled.span`
  display: grid;
  place-items: center;
  flex: none;
  width: 3.6rem;
  height: 3.6rem;
  border-radius: 4px;
  background: #32465f;
  color: #ffffff;
  font-weight: 600;
`;

const Head = styled.div`
  display: flex;
  gap: 0.8rem;
  align-items: center;
  padding-bottom: 0.8rem;
`;

const Title = styled.p`
  margin: 0 0 0.8rem;
  font-size: 1.8rem;
  font-weight: 600;
  line-height: 1.4;
`;

const Words = styled.div`
  white-space: pre-wrap;
`;

const Letter = styled.dl`
  margin: 0 0 0.8rem;
  padding-bottom: 0.8rem;
  border-bottom: 1px solid #d9d9d9;

  > div {
    display: flex;
    gap: 0.8rem;
  }
  dt {
    flex: none;
    color: #595959;
  }
  dd {
    font-weight: 600;
  }
`;

const Code = styled.pre`
  margin: 0;
  max-height: 40rem;
  overflow: auto;
  white-space: pre-wrap;
  font-size: 1.2rem;
  line-height: 1.5;
`;

const Pictures = styled.ul`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr));
  gap: 0.4rem;
  padding-top: 0.8rem;

  img {
    display: block;
    width: 100%;
    height: 9rem;
    object-fit: cover;
    border-radius: 4px;
    background: #ececec;
  }
`;

/** Of `@ridge` the R. */
const initialOf = (name: string): string => /[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase() ?? '·';

interface Props {
  readonly rendition: Pick<RenditionView, 'preview' | 'pictures'>;
  /** Who is seen to send it. */
  readonly account: string;
}

const Shown = ({ preview, title }: { readonly preview: RenditionView['preview']; readonly title: string }) => (preview.html === null ? <Words>{preview.text ?? ''}</Words> : <Html html={preview.html} title={title} />);

/** A piece as the platform's readers will have it before them. */
export const PlatformPreview = ({ rendition: { preview, pictures }, account }: Props) => {
  const text = useText();
  const name = text('rendition.preview', { account });
  const gallery =
    pictures.length === 0 ? null : (
      <Pictures aria-label={text('rendition.pictures')}>
        {pictures.map((picture, i) => (
          <li key={`${picture.url}-${i}`}>
            <img src={fileAddress(picture.url)} alt={picture.alt === '' ? text('rendition.picture', { number: i + 1 }) : picture.alt} loading="lazy" />
          </li>
        ))}
      </Pictures>
    );
  const inside = (): ReactNode => {
    switch (preview.look) {
      case 'chat':
        return (
          <Chat>
            <Face aria-hidden>{initialOf(account)}</Face>
            <Bubble>
              {preview.title === null || preview.title === '' ? null : <Title>{preview.title}</Title>}
              <Shown preview={preview} title={name} />
              {gallery}
            </Bubble>
          </Chat>
        );
      case 'post':
        return (
          <>
            <Head>
              <Face aria-hidden style={{ borderRadius: '50%' }}>
                {initialOf(account)}
              </Face>
              <b>{account}</b>
            </Head>
            {preview.title === null || preview.title === '' ? null : <Title>{preview.title}</Title>}
            <Shown preview={preview} title={name} />
            {gallery}
          </>
        );
      case 'article':
        return (
          <>
            {preview.title === null ? null : <Title style={{ fontSize: '2.2rem' }}>{preview.title}</Title>}
            <p style={{ color: '#595959', margin: '0 0 0.8rem' }}>{account}</p>
            <Shown preview={preview} title={name} />
            {gallery}
          </>
        );
      case 'mail':
        return (
          <>
            <Letter>
              <div>
                <dt>{text('rendition.mail.from')}</dt>
                <dd>{account}</dd>
              </div>
              <div>
                <dt>{text('rendition.mail.subject')}</dt>
                <dd>{preview.title ?? ''}</dd>
              </div>
            </Letter>
            <Shown preview={preview} title={name} />
          </>
        );
      case 'json':
        return (
          <>
            <Code tabIndex={0} role="region" aria-label={name}>
              {preview.text ?? ''}
            </Code>
            {gallery}
          </>
        );
    }
  };
  return (
    <div role="group" aria-label={name}>
      <Surface $ground={preview.look === 'chat' ? '#ededed' : preview.look === 'json' ? '#f6f6f9' : '#ffffff'} lang="">
        {inside()}
      </Surface>
      {preview.html !== null && preview.text !== null && preview.text !== '' && preview.look === 'mail' ? (
        <details>
          <summary>
            <Typography variant="pi" textColor="neutral600">
              {text('rendition.mail.plain')}
            </Typography>
          </summary>
          <Surface $ground="#ffffff">
            <Words>{preview.text}</Words>
          </Surface>
        </details>
      ) : null}
    </div>
  );
};
