// Tests drive the browsers that scripts/browsers.mjs finds or installs; puppeteer must not fetch one of its own.
module.exports = { skipDownload: true };
