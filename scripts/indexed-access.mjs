/**
 * Type-checks the folders below as if every array entry could be missing (`noUncheckedIndexedAccess`). The compiler has
 * no such switch for a part of a program: it stays off for the loops over numbers of geometry, encoder, lab and vectors,
 * where each index is bounded by its loop and a check an entry would cost time or readability for nothing.
 */
import { join } from "node:path";
import ts from "typescript";
import { projectRoot } from "./install-missing.mjs";

const checkedFolders = [
  "cli",
  "corpora",
  "engine/handlers",
  "engine/questions",
  "messages",
  "models",
  "report",
  "store",
];

const { config } = ts.readConfigFile(join(projectRoot, "tsconfig.json"), ts.sys.readFile);
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, projectRoot);
const checked = new Set(
  fileNames.filter((file) =>
    checkedFolders.some((folder) => file.startsWith(`${ts.sys.resolvePath(projectRoot)}/src/${folder}/`)),
  ),
);
const program = ts.createProgram([...checked], { ...options, noUncheckedIndexedAccess: true });
const faults = program
  .getSourceFiles()
  .filter(({ fileName }) => checked.has(fileName))
  .flatMap((file) => program.getSemanticDiagnostics(file));

if (faults.length > 0) {
  console.error(
    ts.formatDiagnosticsWithColorAndContext(faults, {
      getCanonicalFileName: (file) => file,
      getCurrentDirectory: () => projectRoot,
      getNewLine: () => "\n",
    }),
  );
  process.exit(1);
}
