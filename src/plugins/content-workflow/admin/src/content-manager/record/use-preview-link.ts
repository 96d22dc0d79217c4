import { useState } from 'react';
import type { CreatePreviewLink } from '../../../../contracts/http';
import { useWorkflowApi } from '../../api/client';
import { serverAddress } from '../../api/server-address';

export type LinkState =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'ready'; readonly url: string; readonly expiresAt: string }
  | { readonly kind: 'failed'; readonly message: string };

/** Asks for a link to exactly the version that is stored now, of the piece or of one variant. */
export const usePreviewLink = (pieceId: number): { readonly link: LinkState; readonly create: (body: CreatePreviewLink.Request) => Promise<void> } => {
  const api = useWorkflowApi();
  const [link, setLink] = useState<LinkState>({ kind: 'none' });
  const create = async (body: CreatePreviewLink.Request): Promise<void> => {
    setLink({ kind: 'asking' });
    const answer = await api.previewLink(pieceId, body);
    if (answer.kind === 'ok') setLink({ kind: 'ready', url: serverAddress(answer.data.url), expiresAt: answer.data.expiresAt });
    else setLink({ kind: 'failed', message: answer.kind === 'refused' ? answer.refusal.message : 'message' in answer ? answer.message : '' });
  };
  return { link, create };
};
