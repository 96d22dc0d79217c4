/** What people write who want a script to run where a moderator reads. Each would call `window.__ran` with its number. */
const RUN = (n: number): string => `window.__ran=(window.__ran||[]).concat(${n})`;

export const XSS_PAYLOADS: readonly string[] = [
  `<script>${RUN(1)}</script>`,
  `<img src=x onerror="${RUN(2)}">`,
  `<svg onload="${RUN(3)}">`,
  `"><script>${RUN(4)}</script>`,
  `' onmouseover='${RUN(5)}' autofocus onfocus='${RUN(5)}`,
  `<iframe srcdoc="<script>parent.${RUN(6)}</script>"></iframe>`,
  `<a href="javascript:${RUN(7)}">x</a>`,
  `javascript:${RUN(8)}`,
  `data:text/html,<script>${RUN(9)}</script>`,
  `<body onload="${RUN(10)}">`,
  `<details open ontoggle="${RUN(11)}">x</details>`,
  `<math><mtext></mtext><mglyph><style><img src=x onerror="${RUN(12)}"></style></mglyph></math>`,
  `<input autofocus onfocus="${RUN(13)}">`,
  `<video><source onerror="${RUN(14)}"></video>`,
  `[x](javascript:${RUN(15)})`,
  `<svg><animate onbegin="${RUN(16)}" attributeName=x dur=1s></svg>`,
  `\${${RUN(17)}} {{constructor.constructor('${RUN(17)}')()}}`,
  `<object data="javascript:${RUN(18)}"></object>`,
  `\u202e<style>@import 'javascript:${RUN(19)}';</style>`,
  `<form action="javascript:${RUN(20)}"><button autofocus>x</button></form><template shadowrootmode=open><img src=x onerror="${RUN(20)}"></template>`,
];
