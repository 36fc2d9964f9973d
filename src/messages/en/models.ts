/** Words about models: where they come from, what is kept, and why one can't be loaded. */
import { backendFaultText } from "./faults/backend.ts";
import { encoderFaultText } from "./faults/encoder.ts";
import type { Failure } from "../../engine/protocol/failure.ts";
import type { ModelFault } from "../../models/modelFault.ts";

/** Bytes as people read them, in decimal units: "22.7 MB", "1.34 GB". */
function bytesText(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(bytes === 0 ? 0 : 1, Math.round(bytes / 1e3))} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

function waitText(seconds: number | undefined): string {
  if (seconds === undefined) return "in a few minutes";
  return seconds < 90 ? `in ${Math.max(1, seconds)} seconds` : `in ${Math.ceil(seconds / 60)} minutes`;
}

const tryAgain = "Try again: what has arrived is kept, and the download continues from there.";

/** Why a model can't be loaded, and what to do. */
export function modelFaultText(fault: ModelFault): { readonly what: string; readonly next: string } {
  switch (fault.code) {
    case "name-invalid":
      return {
        what: fault.name === "" ? "A name is missing." : `“${fault.name}” is not a model name.`,
        next: "Names are organisation/name, such as BAAI/bge-small-en-v1.5.",
      };
    case "revision-invalid":
      return {
        what: `“${fault.revision}” is not a revision.`,
        next: "A revision is a branch, a tag or a commit, such as main.",
      };
    case "address-invalid":
      return {
        what: `“${fault.address}” is not the address of a server.`,
        next: "An address begins with https:// and contains no password.",
      };
    case "unreachable":
      return {
        what: `${fault.host} can't be reached.`,
        next: "Check the network, or choose a model that is stored here.",
      };
    case "not-permitted":
      return fault.gated
        ? {
            what: `${fault.name} is available only to people who have requested access.`,
            next: "Download it there with your account, then drop its files here.",
          }
        : {
            what: `There is no public model named ${fault.name}.`,
            next: "Check the spelling; if it is private, download it with your account and drop its files here.",
          };
    case "no-such-model":
      return {
        what: `${fault.host} has no model named ${fault.name}.`,
        next: "Check the spelling: names are case-sensitive.",
      };
    case "no-such-revision":
      return {
        what: `${fault.name} has no revision “${fault.revision}”.`,
        next: "Leave the revision empty for the latest version.",
      };
    case "file-missing":
      return {
        what: `${fault.name} has no ${fault.file}.`,
        next: "A model needs config.json, tokenizer.json and model.safetensors, or its shards with their index.",
      };
    case "adapter":
      return {
        what: `${fault.name} is an adapter of another model, not a whole model.`,
        next: "Merge it into its model first, in Python with PEFT: merge_and_unload(), then save_pretrained(folder).",
      };
    case "git-lfs-pointer":
      return {
        what: `${fault.file} is a Git LFS pointer, not the file itself.`,
        next: "Run git lfs pull in its repository, then open the model again.",
      };
    case "no-safetensors":
      return {
        what: `${fault.name} has its weights only as ${fault.found}, which can't be read safely.`,
        next: "Convert them in Python, AutoModel.from_pretrained(…).save_pretrained(folder, safe_serialization=True), and open that folder; or ask its authors for safetensors.",
      };
    case "rate-limited":
      return {
        what: `${fault.host} has had too many requests from here.`,
        next: `Try again ${waitText(fault.seconds)}.`,
      };
    case "server-error":
      return {
        what: `${fault.host} answered with an error (${fault.status}).`,
        next: "Try again later; the problem is on the server.",
      };
    case "cut":
      return {
        what: `The connection broke off after ${bytesText(fault.received)}${fault.total === undefined ? "" : ` of ${bytesText(fault.total)}`} of ${fault.file}.`,
        next: tryAgain,
      };
    case "wrong-length":
      return {
        what: `${fault.file} came with ${bytesText(fault.received)} instead of ${bytesText(fault.expected)}.`,
        next: "Try again; if it happens twice, the server's copy is damaged.",
      };
    case "wrong-checksum":
      return {
        what: `${fault.file} arrived damaged: its checksum is wrong.`,
        next: "Try again; if it happens twice, the server's copy is damaged.",
      };
    case "index-invalid":
      return {
        what: `${fault.file} lists no shards that can be read.`,
        next: "Save the model again with save_pretrained, or choose another.",
      };
    case "file-too-large":
      return {
        what: `${fault.file} has ${bytesText(fault.bytes)}; a browser reads ${bytesText(fault.limit)} at most.`,
        next: "Save the model in smaller shards (max_shard_size), or choose a smaller one.",
      };
    case "too-little-memory":
      return {
        what: `${fault.name} needs ${bytesText(fault.needed)} of memory; this page has about ${bytesText(fault.limit)}.`,
        next: "Choose a smaller model.",
      };
    case "files-unreadable":
      return {
        what: `${fault.file} can no longer be read.`,
        next: "It may have been moved or changed: drop the files again.",
      };
  }
}

/** Why a load has failed, in the dialog: . */
function loadFailureText(
  failure: Failure,
  otherwise: (failure: Failure) => { readonly what: string; readonly next: string },
) {
  switch (failure.code) {
    case "model-file":
      return { what: encoderFaultText(failure.fault), next: "The previous model is still in use. Choose another one." };
    case "no-backend":
      return {
        what: `The model could not be started: ${backendFaultText(failure.fault)}`,
        next: "The previous model is still in use. Choose a smaller one.",
      };
    case "out-of-memory":
      return {
        what: "The browser does not have enough memory for this model.",
        next: "The previous model is still in use. Choose a smaller one.",
      };
    case "model":
    case "model-download":
    case "device-lost":
    case "no-text":
    case "no-kept-reference":
    case "no-built-in-reference":
    case "reference-does-not-fit":
    case "vectors":
    case "file-gone":
    case "unexpected":
      return otherwise(failure);
  }
}

export const modelWords = {
  title: "Models",
  open: "Choose another model",
  pending: "loading the model …",
  loading: (name: string, share: string) => `${name} · ${share}`,
  inUse: "in use",
  use: "Use",
  useNamed: (name: string) => `Use ${name}`,
  goOn: "Resume",
  goOnNamed: (name: string) => `Resume loading ${name}`,
  arrived: (bytes: number) => `${bytesText(bytes)} so far`,
  remove: "Remove",
  removeNamed: (name: string, bytes: string) => `Remove ${name} (${bytes}) from this browser`,
  here: "On this page",
  builtIn: "all-MiniLM-L6-v2",
  builtInAbout: "comes with the page",
  ownFiles: "your files",
  size: bytesText,
  fault: modelFaultText,
  loadFailure: loadFailureText,
  revision: (revision: string, commit: string | undefined) =>
    commit === undefined || commit === revision ? revision : `${revision} · commit ${commit.slice(0, 7)}`,
  noneKept: "Models that you load by name are stored here and then need no network.",
  notKept: "It is loaded but could not be stored: this browser's storage is full or switched off.",
  byName: "From the Hugging Face Hub",
  name: "Name",
  nameHint: "organisation/name",
  revisionLabel: "Revision",
  revisionHint: "main",
  load: "Load",
  examples: "Examples",
  exampleList: [
    "sentence-transformers/all-MiniLM-L12-v2",
    "BAAI/bge-small-en-v1.5",
    "distilbert/distilbert-base-uncased",
    "albert/albert-base-v2",
  ] as const,
  advanced: "Advanced",
  address: "Address of the Hub, or of a mirror",
  privacy: (host: string) =>
    `${host} is asked for the model's files and learns nothing else: no text, no results, no login.`,
  byFiles: "From your disk",
  drop: "Drop the files of a model folder here, or",
  chooseFiles: "choose files",
  chooseFolder: "choose a folder",
  filesAbout:
    "config.json, tokenizer.json and model.safetensors (shards with their index too). They are read in this browser and not uploaded anywhere.",
  ownName: "your model",
  downloading: (name: string) => `Fetching ${name}`,
  reading: (name: string) => `Reading ${name}`,
  starting: (name: string) => `Starting ${name}`,
  asking: (name: string) => `Asking for ${name}`,
  amount: (done: number, total: number | undefined) =>
    total === undefined ? bytesText(done) : `${bytesText(done)} of ${bytesText(total)}`,
  cancel: "Stop",
  stays: "The model in use keeps working until then.",
  offer: (name: string) => `This link uses the model ${name}.`,
  accept: (bytes: number | null) => (bytes === null ? "Load it" : `Load it (${bytesText(bytes)})`),
  dismiss: "Not now",
  supported: "Encoders of BERT's family: BERT, DistilBERT, ALBERT, RoBERTa, XLM-R, CamemBERT, MPNet, ELECTRA.",
};
