/** Work on a device that has failed may end with an error before the device reports its failure. */
import { waitFor } from "../async/waitFor.ts";

/** How long a failed device may take to report its failure. */
const failureMilliseconds = 200;

/** Gives a device time to report its failure; afterwards `failure` is aborted if it has failed. */
export async function awaitFailure(failure: AbortSignal): Promise<void> {
  try {
    await waitFor(failureMilliseconds, failure);
  } catch {
    // The failure has been reported.
  }
}
