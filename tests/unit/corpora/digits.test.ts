/** The sample cloud that never was text, read as a person's own file is. */
import { expect, test } from "vitest";
import { digitsArchive } from "../../../src/corpora/packages/digits.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { bytesSource } from "../../../src/vectors/byteSource.ts";
import { readVectors } from "../../../src/vectors/readVectors.ts";
import { defaultVectorOptions } from "../../../src/vectors/vectorCloud.ts";

test("the digits are 200 pictures of each of eight, and measure as NumPy and scikit-learn say", async () => {
  const file = bytesSource("digits.npz", digitsArchive());
  const cloud = await readVectors([file], { options: defaultVectorOptions, onProgress: () => undefined });
  expect(cloud.layers.map(({ name, cloud: { n, d } }) => [name, n, d])).toEqual([["images", 1600, 784]]);
  const [{ entries, codes }] = cloud.columns;
  expect(entries).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
  expect(entries.map((_, index) => codes.filter((code) => code === index).length)).toEqual(Array(8).fill(200));

  // numpy.cov, and the published TwoNN fit on sklearn.neighbors with algorithm="brute".
  const { participationRatio, isoScore, twoNN } = runToEnd(measureLayer(cloud.layers[0].cloud));
  expect(participationRatio).toBeCloseTo(26.90721851902411, 10);
  expect(isoScore).toBeCloseTo(0.03308712454536923, 12);
  expect(twoNN).toBeCloseTo(10.511864174693127, 9);
});
