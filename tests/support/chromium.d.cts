/** Where this machine's Chromium is, or `null`. `CHROMIUM` names one elsewhere. */
export declare const chromiumPath: () => string | null;
