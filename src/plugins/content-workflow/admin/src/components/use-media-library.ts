import type { ComponentType } from 'react';
import { useStrapiApp } from '@strapi/strapi/admin';

interface LibraryProps {
  readonly allowedTypes: readonly string[];
  readonly multiple: boolean;
  readonly onClose: () => void;
  /** Of what shape they are is the media library's to say, so it is looked at. */
  readonly onSelectAssets: (files: readonly unknown[]) => void;
}

/** Strapi's own dialog of the media library; `undefined` where an installation has none. */
export const useMediaLibrary = (): ComponentType<LibraryProps> | undefined => useStrapiApp('ContentWorkflow', ({ components }) => components['media-library']) as ComponentType<LibraryProps> | undefined;
