/** Budgets of what a first visit loads, of the site that scripts/size-budget.mjs has built. */
import { readFileSync } from "node:fs";

const site = "node_modules/.cache/size-budget";
/** The page names all scripts and styles that its first screen needs, the pieces that its script imports included. */
const html = readFileSync(`${site}/index.html`, "utf8");
const firstFiles = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(
  ([, file]) => `${site}/${file}`,
);

export default [
  {
    name: "The page: what the first screen needs, without the model and the fonts",
    path: [`${site}/index.html`, ...firstFiles],
    gzip: true,
    limit: "190 kB",
  },
  {
    name: "The engine: the worker that runs the encoder, without the backends and the model",
    path: [`${site}/assets/worker-*.js`, `${site}/assets/engineThread-*.js`],
    gzip: true,
    limit: "105 kB",
  },
];
