import type { Scene } from './canvas';
import * as landscapes from './landscapes';
import * as patterns from './patterns';

const scenes = { ...landscapes, ...patterns };

export type SceneName = keyof typeof scenes;

/** Every composition a cover can have, by name. */
export const SCENES: Readonly<Record<SceneName, Scene>> = scenes;
