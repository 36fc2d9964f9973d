/**
 * Names of models on the Hugging Face Hub, or on a mirror that is laid out like it, and the addresses of their files.
 * Everything is checked before anything is asked for: a name never reaches another path than its own.
 */
import { ModelError } from "./modelFault.ts";

export const publicHub = "https://huggingface.co";
export const defaultRevision = "main";

/** A model on the Hub. */
export interface HubModel {
  /** organisation/name. */
  readonly name: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  /** Address of the Hub or of a mirror, without a slash at the end. */
  readonly baseUrl: string;
}

/** The Hub's own rule: letters, digits, "-", "_" and ".", at most 96, no ".." and no "--". */
const part = "[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?";
const namePattern = new RegExp(`^${part}/${part}$`);
/** refs/pr/1 is a revision too. */
const revisionPattern = /^[A-Za-z0-9_][A-Za-z0-9._/-]{0,99}$/;

/**
 * Reads what a person typed. An address that was copied from the Hub's page counts as its model's name.
 * @throws ModelError `name-invalid`, `revision-invalid` or `address-invalid`.
 */
export function readHubModel(typed: {
  readonly name: string;
  readonly revision?: string;
  readonly baseUrl?: string;
}): HubModel {
  const baseUrl = readBaseUrl(typed.baseUrl ?? publicHub);
  const revision = (typed.revision ?? "").trim() || defaultRevision;
  const address = [baseUrl, publicHub].find((base) => typed.name.trim().startsWith(`${base}/`));
  const [path = "", linkedRevision] = typed.name
    .trim()
    .slice(address === undefined ? 0 : address.length + 1)
    .replace(/\/$/, "")
    .split("/tree/");
  if (!isModelName(path)) throw new ModelError({ code: "name-invalid", name: typed.name.trim() });
  const wanted = revision === defaultRevision ? (linkedRevision ?? revision) : revision;
  if (!isRevision(wanted)) throw new ModelError({ code: "revision-invalid", revision: wanted });
  return { name: path, revision: wanted, baseUrl };
}

export function isModelName(text: string): boolean {
  return namePattern.test(text) && !text.includes("..") && !text.includes("--");
}

export function isRevision(text: string): boolean {
  return revisionPattern.test(text) && !text.includes("..") && !text.includes("//") && !text.endsWith("/");
}

/** @throws ModelError `address-invalid`. */
export function readBaseUrl(text: string): string {
  const fault = new ModelError({ code: "address-invalid", address: text.trim() });
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    throw fault;
  }
  const plain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (!plain || (url.protocol !== "https:" && url.protocol !== "http:")) throw fault;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

/** The address of a file of a model. @param file its name, behind those of the folders that it lies in. */
export function fileUrl({ name, revision, baseUrl }: HubModel, file: string): string {
  return `${baseUrl}/${name}/resolve/${encodeURIComponent(revision)}/${withinModel(file)}`;
}

/** A path of plain names keeps its slashes; anything that could lead out of the model's folder is one odd name. */
function withinModel(file: string): string {
  const names = file.split("/");
  const isPlain = names.every((name) => name !== "" && name !== "." && name !== "..");
  return isPlain ? names.map(encodeURIComponent).join("/") : encodeURIComponent(file);
}

/** The address of the Hub's list of a model's files, with sizes and checksums. A plain mirror has none. */
export function listingUrl({ name, revision, baseUrl }: HubModel): string {
  return `${baseUrl}/api/models/${name}/revision/${encodeURIComponent(revision)}?blobs=true`;
}

/** Where a model's page is, for people. */
export function hostOf(address: string): string {
  return new URL(address).host;
}
