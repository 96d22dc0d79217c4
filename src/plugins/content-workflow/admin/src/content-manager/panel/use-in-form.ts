/**
 * Whether what stands in Strapi's form is what the piece says would be decided about. The panel is loaded anew with the
 * window's focus and the form is not, so the two can be about different versions.
 */
import { useState } from 'react';
import type { PieceView } from '../../../../contracts/piece';
import { forgetDocument } from '../../api/strapi-cache';
import type { Subject } from '../../api/types';

export interface InForm {
  readonly isOther: boolean;
  /** Fills the form, and the panel, with what is stored now. */
  readonly reload: () => void;
}

interface Filled {
  readonly at: string;
  readonly hash: string;
}

const isOlder = (a: string, b: string): boolean => Date.parse(a) < Date.parse(b);

/** `filledAt` is `updatedAt` of the version in the form; `undefined` where the form does not show the draft. */
export const useInForm = (subject: Subject, view: PieceView, filledAt: string | undefined, reloadPiece: () => Promise<void>): InForm => {
  const [filled, setFilled] = useState<Filled | null>(null);
  const { savedAt, hash } = view;
  // The hash of what the form was filled from; content can change without another time of saving, as a component's does.
  const isOfForm = filledAt !== undefined && savedAt !== null && !isOlder(filledAt, savedAt) && !isOlder(savedAt, filledAt);
  if (isOfForm && filled?.at !== filledAt) setFilled({ at: filledAt, hash });
  const isOther = filledAt === undefined || (savedAt !== null && isOlder(filledAt, savedAt)) || (filled?.at === filledAt && filled.hash !== hash);
  return {
    isOther,
    reload: () => {
      setFilled(null);
      forgetDocument(subject.uid, subject.documentId);
      void reloadPiece();
    },
  };
};
