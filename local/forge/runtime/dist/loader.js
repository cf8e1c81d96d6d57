/**
 * What the platform requires to run the app: `__forge_wrapper__.cjs` lies beside this file in the bundle (the bundler puts both there).
 * The wrapper must be in place before the app's own code is required, because the SDK captures globals when it is loaded.
 */

const { createMain } = require('./__forge_wrapper__.cjs');

exports.main = createMain(__dirname);
