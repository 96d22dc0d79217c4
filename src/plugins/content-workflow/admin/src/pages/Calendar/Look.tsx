import { createGlobalStyle } from 'styled-components';

const TONES = ['primary', 'warning', 'danger', 'success', 'neutral', 'secondary', 'alternative'] as const;

/**
 * The calendar library's variables in the theme's colours. Global, because what is dragged and what pops up stands at
 * the end of the page, outside of the calendar. A class is doubled where the library's own rule has to be outdone.
 */
export const Look = createGlobalStyle`
  :root {
    --fc-classic-background: ${({ theme }) => theme.colors.neutral0};
    --fc-classic-faint: ${({ theme }) => theme.colors.neutral100};
    --fc-classic-muted: ${({ theme }) => theme.colors.neutral100};
    --fc-classic-strong: ${({ theme }) => theme.colors.neutral200};
    --fc-classic-foreground: ${({ theme }) => theme.colors.neutral800};
    --fc-classic-faint-foreground: ${({ theme }) => theme.colors.neutral600};
    --fc-classic-muted-foreground: ${({ theme }) => theme.colors.neutral600};
    --fc-classic-border: ${({ theme }) => theme.colors.neutral200};
    --fc-classic-strong-border: ${({ theme }) => theme.colors.neutral300};
    --fc-classic-primary: ${({ theme }) => theme.colors.primary600};
    --fc-classic-primary-foreground: ${({ theme }) => theme.colors.neutral0};
    --fc-classic-event: transparent;
    --fc-classic-event-contrast: ${({ theme }) => theme.colors.neutral800};
    --fc-classic-background-event: ${({ theme }) => theme.colors.neutral500};
    --fc-classic-background-event-opacity: 20%;
    --fc-classic-background-event-foreground-opacity: 100%;
    --fc-classic-highlight: color-mix(in srgb, ${({ theme }) => theme.colors.primary600} 14%, transparent);
    --fc-classic-today: color-mix(in srgb, ${({ theme }) => theme.colors.primary600} 8%, transparent);
    --fc-classic-now: ${({ theme }) => theme.colors.danger600};
    --fc-classic-small-dot-width: 8px;
    --fc-classic-large-dot-width: 10px;
  }
  .cw-item.cw-item {
    border: 1px solid ${({ theme }) => theme.colors.neutral200};
    border-inline-start-width: 3px;
    border-radius: 4px;
    cursor: pointer;
    box-shadow: none;
  }
  .cw-item.cw-item:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 1px;
  }
  ${({ theme }) => TONES.map((tone) => `.cw-tone-${tone}.cw-tone-${tone} { background: color-mix(in srgb, ${theme.colors[`${tone}600`]} 12%, ${theme.colors.neutral0}); border-color: ${theme.colors[`${tone}200`]}; border-inline-start-color: ${theme.colors[`${tone}600`]}; }`).join('\n')}
  .cw-plan.cw-plan {
    border: 1px dashed ${({ theme }) => theme.colors.secondary600};
    background: transparent;
  }
  .cw-channel.cw-channel {
    border-style: solid;
    border-inline-start-width: 1px;
    border-radius: 12px;
    background: ${({ theme }) => theme.colors.neutral0};
  }
  ${({ theme }) => TONES.map((tone) => `.cw-stands-out.cw-tone-${tone} { border: 2px solid ${theme.colors[`${tone}600`]}; background: color-mix(in srgb, ${theme.colors[`${tone}600`]} 12%, ${theme.colors.neutral0}); }`).join('\n')}
  /* In the corner: across the whole height it would hide the hour of the tile below it. */
  .cw-more.cw-more {
    max-height: 2rem;
    margin-block-start: auto;
  }
  .cw-due.cw-due {
    border-style: dotted;
    border-inline-start-style: double;
  }
  .cw-bar.cw-bar {
    border: none;
    border-radius: 4px;
    background: ${({ theme }) => theme.colors.neutral150};
    cursor: default;
  }
  .cw-phase.cw-phase {
    background: color-mix(in srgb, ${({ theme }) => theme.colors.alternative600} 14%, ${({ theme }) => theme.colors.neutral0});
  }
  .cw-blackout.cw-blackout {
    opacity: 1;
    background: repeating-linear-gradient(45deg, transparent 0 6px, ${({ theme }) => theme.colors.neutral200} 6px 8px);
    color: ${({ theme }) => theme.colors.neutral800};
    display: flex;
    align-items: flex-end;
  }
  .cw-open.cw-open {
    opacity: 1;
    background: color-mix(in srgb, ${({ theme }) => theme.colors.success500} 12%, transparent);
  }
`;
