const { resolve } = require('node:path');

/** The import alias in the form that dependency-cruiser reads; tsconfig.base.json holds the same. */
module.exports = { resolve: { alias: { '@shared': resolve(__dirname, '../../shared') } } };
