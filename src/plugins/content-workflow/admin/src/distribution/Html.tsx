import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { styled } from 'styled-components';

/** In pixels: a longer text is scrolled inside. */
const MOST_PX = 640;
const LEAST_PX = 48;

const Frame = styled.iframe`
  display: block;
  width: 100%;
  border: 0;
  background: #ffffff;
`;

/** A link opens nothing here: a window of its own is what the frame may not have. */
const pageOf = (html: string): string => `<!doctype html><html lang=""><head><base target="_blank"><style>body{margin:0;padding:12px;font:15px/1.6 system-ui,sans-serif;color:#1f1f1f;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}pre{white-space:pre-wrap}table{max-width:100%}</style></head><body>${html}</body></html>`;

interface Props {
  readonly html: string;
  readonly title: string;
}

/**
 * What a platform is given as HTML, drawn without our styles. Nothing in the frame may run, send a form or lead away,
 * whatever stands in it; it is of the same origin only so that its height can be read.
 */
export const Html = ({ html, title }: Props) => {
  const [height, setHeight] = useState(LEAST_PX);
  const observer = useRef<ResizeObserver | null>(null);
  useEffect(() => () => observer.current?.disconnect(), []);
  /** Pictures come later than the page, and a narrower window breaks its lines anew. */
  const follow = (event: SyntheticEvent<HTMLIFrameElement>): void => {
    const body = event.currentTarget.contentDocument?.body;
    observer.current?.disconnect();
    if (body === undefined) return;
    // The body is as high as what stands in it; the page would never be lower than the frame.
    // Within something that is closed it has no width, and a text without width no height that means anything.
    observer.current = new ResizeObserver(() => {
      const { width, height: high } = body.getBoundingClientRect();
      if (width > 0) setHeight(Math.min(MOST_PX, Math.max(LEAST_PX, Math.ceil(high))));
    });
    observer.current.observe(body);
  };
  return (
    <Frame
      title={title}
      sandbox="allow-same-origin"
      referrerPolicy="no-referrer"
      srcDoc={pageOf(html)}
      style={{ height }}
      onLoad={follow}
    />
  );
};
