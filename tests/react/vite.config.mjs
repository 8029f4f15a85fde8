// Builds the React page of a test: what the test wrote into its folder, with the packages of the build tools.

import path from "node:path";

const modules = process.env.CHATLET_NODE_MODULES;
const folder = process.env.CHATLET_REACT_PAGE;
const here = import.meta.dirname;

export default {
  root: folder,
  logLevel: "warn",
  resolve: {
    alias: [
      { find: /^@cossistant\/next(\/support)?$/, replacement: process.env.CHATLET_COSSISTANT },
      { find: /^(react|react-dom)(\/.*)?$/, replacement: path.join(modules, "$1$2") },
      { find: /^(@sentry\/react|posthog-js\/react|\.\/analytics)$/, replacement: path.join(here, "tools.js") },
    ],
  },
  define: { "process.env.NODE_ENV": '"production"' },
  build: {
    outDir: path.join(folder, "built"),
    lib: { entry: path.join(folder, "main.jsx"), formats: ["es"], fileName: "page" },
  },
};
