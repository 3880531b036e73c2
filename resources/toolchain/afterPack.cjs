const { rmSync } = require('node:fs');
const { join } = require('node:path');

/** What only the development runtime has: its default application, and the marks that set-up left in its folder. */
const leftovers = ['resources/default_app.asar', 'READY', 'version', 'LICENSE'];

exports.default = async ({ appOutDir }) => {
  for (const leftover of leftovers) rmSync(join(appOutDir, leftover), { recursive: true, force: true });
};
