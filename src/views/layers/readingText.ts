/** A reading in words. */
import type { Messages } from "../../messages/messages.ts";
import type { LayerReading } from "../../report/layerReading.ts";

/** The value, or why there is none. */
export function readingText({ formats, notDefined }: Messages, reading: LayerReading): string {
  if (reading.value === undefined) return reading.notDefined === undefined ? "" : notDefined(reading.notDefined);
  return reading.isCount ? formats.count(reading.value) : formats.number(reading.value);
}
