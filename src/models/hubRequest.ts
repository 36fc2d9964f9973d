/** One question to the Hub: an answer with bytes, or a fault that says what is wrong. */
import { hostOf, type HubModel } from "./hubAddress.ts";
import { ModelError, type ModelFault } from "./modelFault.ts";
import { waitFor } from "../async/waitFor.ts";

/** Status of an answer to a range that lies past the file's end; it is an answer, for who asked for a range. */
export const rangeNotSatisfiable = 416;

/** Longest that is waited by itself when a server asks for patience; for more, the person is told. */
const longestWaitSeconds = 60;
/** Waited where the server does not say how long. A browser may not see what it said. */
const usualWaitSeconds = 5;

export interface HubQuestion {
  readonly model: HubModel;
  /** The file that is asked for. */
  readonly file: string;
  readonly url: string;
  readonly signal: AbortSignal;
  /** First byte wanted; the server may answer with the whole file all the same. */
  readonly from?: number;
}

/**
 * Asks. A server that wants to be asked later (429) is obeyed once, if that is soon. Only plain requests are made, and
 * ranges of the form that needs no preflight: where the Hub keeps large files, preflights fail.
 * @throws ModelError; the signal's reason when aborted.
 */
export async function askHub(question: HubQuestion): Promise<Response> {
  const { url, signal } = question;
  for (let attempt = 0; ; attempt++) {
    const response = await send(question);
    if (response.ok || (response.status === rangeNotSatisfiable && question.from !== undefined)) return response;
    await response.body?.cancel();
    if (response.status !== 429) throw new ModelError(faultOf(response, question));
    const seconds = retryAfter(response);
    if (attempt > 0 || (seconds ?? usualWaitSeconds) > longestWaitSeconds) {
      throw new ModelError({ code: "rate-limited", host: hostOf(url), seconds });
    }
    await waitFor(1000 * (seconds ?? usualWaitSeconds), signal);
  }
}

async function send({ url, signal, from = 0 }: HubQuestion): Promise<Response> {
  const headers = from > 0 ? { Range: `bytes=${from}-` } : undefined;
  try {
    // The page's address and the person's logins are no business of the server.
    return await fetch(url, {
      signal,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      ...(headers && { headers }),
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new ModelError({ code: "unreachable", host: hostOf(url) }, { cause });
  }
}

/** The Hub names the fault in X-Error-Code; other servers leave the status alone to go by. */
function faultOf(response: Response, { model: { name, revision }, file, url }: HubQuestion): ModelFault {
  const code = response.headers.get("X-Error-Code");
  const host = hostOf(url);
  switch (response.status) {
    case 401:
    case 403:
      return { code: "not-permitted", name, gated: code === "GatedRepo" };
    case 404:
      if (code === "RepoNotFound") return { code: "no-such-model", name, host };
      if (code === "RevisionNotFound") return { code: "no-such-revision", name, revision };
      return { code: "file-missing", name, file };
    default:
      return { code: "server-error", host, status: response.status };
  }
}

/** Seconds, or a date. */
function retryAfter(response: Response): number | undefined {
  const value = response.headers.get("Retry-After");
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
