/**
 * Which folder of src may import from which, types included. A folder that is not named may be imported by nobody;
 * ARCHITECTURE.md describes the same directions. Lower folders know nothing of those above them.
 */
const mayImport = {
  geometry: [],
  files: [],
  async: ["geometry"],
  corpora: ["async", "files", "geometry"],
  encoder: ["async", "files", "geometry"],
  vectors: ["async", "corpora", "encoder", "files", "geometry"],
  models: ["async", "encoder", "files", "vectors"],
  lab: ["async", "corpora", "encoder", "geometry"],
  engine: ["async", "corpora", "encoder", "geometry", "lab", "models", "vectors"],
  messages: ["corpora", "encoder", "engine", "geometry", "lab", "models", "vectors"],
  report: ["corpora", "engine", "geometry", "lab", "messages", "vectors"],
  store: ["async", "corpora", "engine", "geometry", "lab", "models", "report", "vectors"],
  charts: ["geometry", "messages"],
  views: ["charts", "corpora", "engine", "geometry", "lab", "messages", "models", "report", "store", "vectors"],
  cli: ["async", "corpora", "encoder", "engine", "geometry", "lab", "messages", "models", "report", "vectors"],
  offline: [],
  styles: [],
};

const directions = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder}-imports`,
  comment: `src/${folder} may import from ${allowed.length === 0 ? "no other folder" : allowed.join(", ")} of src.`,
  severity: "error",
  from: { path: `^src/${folder}/` },
  to: { path: "^src/", pathNot: `^src/(${[folder, ...allowed].join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycle",
      comment: "Files that import each other, types included, can only be understood and changed together.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unknown-folder",
      comment: "A new folder of src needs an entry above, so that its place is decided.",
      severity: "error",
      from: { path: "^src/([^/]+)/", pathNot: `^src/(${Object.keys(mayImport).join("|")})/` },
      to: {},
    },
    {
      name: "no-tests-in-src",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^tests/" },
    },
    ...directions,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^src/encoder/wasmKernels/assembly/" },
  },
};
