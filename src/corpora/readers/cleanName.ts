/** Names that files bring along, made fit for a line of text. */

// Control characters steer a terminal; those of direction (U+202A…, U+2066…) let a name show what it is not.
// eslint-disable-next-line no-control-regex
const steering = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g;

/** A name with a sign in place of what steers terminals and lines. */
export function cleanName(name: string): string {
  return name.replace(steering, "\ufffd");
}
