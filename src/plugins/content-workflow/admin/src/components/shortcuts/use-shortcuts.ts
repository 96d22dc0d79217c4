/**
 * Keys that act by themselves. They rest while somebody types, while a dialog is open, and for whoever turned them off:
 * speech input and a slip of the hand type letters too (WCAG 2.1.4).
 */
import { useEffect, useRef, useSyncExternalStore } from 'react';

const SETTING = 'content-workflow.shortcuts';

const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

const areOn = (): boolean => {
  try {
    return localStorage.getItem(SETTING) !== 'off';
  } catch {
    return true;
  }
};

export const turnShortcuts = (on: boolean): void => {
  try {
    localStorage.setItem(SETTING, on ? 'on' : 'off');
  } finally {
    listeners.forEach((listener) => listener());
  }
};

export const useShortcutsOn = (): boolean => useSyncExternalStore(subscribe, areOn);

/** A button, a box to tick and a choice take no letters. */
const TYPED_INTO = 'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"], [role="listbox"], [role="menu"]';

const isResting = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  event.isComposing ||
  event.repeat ||
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  (event.target instanceof Element && event.target.closest(TYPED_INTO) !== null) ||
  document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;

/** What each key does, by the character that it writes; letters are asked for in lower case. */
export const useShortcuts = (keys: Readonly<Record<string, (() => void) | undefined>>): void => {
  const on = useShortcutsOn();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!on) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const act = isResting(event) ? undefined : latest.current[event.key.toLowerCase()];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [on]);
};
