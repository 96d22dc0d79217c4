'use strict';
const { existsSync } = require('node:fs');

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where this machine's Chromium is, or `null`. `CHROMIUM` names one elsewhere. */
exports.chromiumPath = () => PLACES.find((place) => place !== undefined && existsSync(place)) ?? null;
