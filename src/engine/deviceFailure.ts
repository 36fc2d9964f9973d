/** What a failure of the device does to work on it may be heard of before the failure itself. */
import { waitFor } from "../async/waitFor.ts";

/** How long a failed device may take to say so. */
const failureMilliseconds = 200;

/** Gives a device time to report its failure; afterwards `failure` is aborted if it has failed. */
export async function hearOf(failure: AbortSignal): Promise<void> {
  try {
    await waitFor(failureMilliseconds, failure);
  } catch {
    // Heard.
  }
}
