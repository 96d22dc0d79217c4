import { styled } from 'styled-components';

/* A code is read as dark on light, in whichever theme it is shown. */
const Picture = styled.img`
  display: block;
  width: 16rem;
  height: 16rem;
  padding: 0.8rem;
  border-radius: 4px;
  background: #ffffff;
`;

/** Drawn as a picture, in which nothing of an SVG can run. */
export const QrCode = ({ svg, alt }: { readonly svg: string; readonly alt: string }) => <Picture src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`} alt={alt} />;
