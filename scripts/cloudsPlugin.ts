/**
 * Vite plugin: gives the page the address of the sample cloud as the module `virtual:clouds/digits`. The file is made from
 * an npm package when the site is built.
 */
import type { Plugin } from "vite";
import { digitsArchive } from "../src/corpora/packages/digits.ts";

const moduleName = "virtual:clouds/digits";
const devAddress = "/virtual-clouds/digits.npz";

export function cloudsPlugin(): Plugin {
  let isBuild = false;
  return {
    name: "isoscope-clouds",
    configResolved({ command }) {
      isBuild = command === "build";
    },
    resolveId(id) {
      return id === moduleName ? `\0${id}` : null;
    },
    load(id) {
      if (id !== `\0${moduleName}`) return null;
      if (!isBuild) return `export default ${JSON.stringify(devAddress)};`;
      const reference = this.emitFile({ type: "asset", name: "digits.npz", source: digitsArchive() });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
    configureServer({ middlewares }) {
      middlewares.use(devAddress, (_request, response) => {
        response.setHeader("Content-Type", "application/octet-stream");
        response.end(digitsArchive());
      });
    },
  };
}
