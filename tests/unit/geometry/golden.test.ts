/** The measures against isoscore, scikit-dimension, NumPy and SciPy: see tests/golden/geometry. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { linearCka } from "../../../src/geometry/cka.ts";
import { covarianceOf, momentsOf } from "../../../src/geometry/covariance.ts";
import type { Measure } from "../../../src/geometry/measure.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { type LayerProfile, measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import cases from "../../golden/geometry/cases.json" with { type: "json" };
import { makeCloud, referenceCase, type CloudCase } from "../../golden/geometry/clouds.ts";
import golden from "../../golden/geometry/figures.json" with { type: "json" };
import { publishedIsoScore } from "./publishedSteps.ts";

const EXACT = 1e-9;
const NEIGHBOURS = 1e-6;

/** Asserts |value − reference| ≤ tolerance · |reference|; a reference of 0 (or rounding noise) leaves 1e-15. */
function expectNear(value: Measure | undefined, reference: number, tolerance: number): void {
  expect(value).toBeTypeOf("number");
  expect(Math.abs((value as number) - reference)).toBeLessThanOrEqual(tolerance * Math.abs(reference) + 1e-15);
}

describe.each((cases as CloudCase[]).map((recipe, index) => [recipe.name, recipe, index] as const))(
  "%s",
  (_, recipe, index) => {
    const figures = golden.figures[index];
    const cloud = makeCloud(recipe);
    const reference = covarianceOf(momentsOf(makeCloud(referenceCase(recipe))));
    const profile: LayerProfile = runToEnd(
      measureLayer(cloud, { zeta: golden.zeta, referenceCovariance: reference, components: 2 }),
    );

    test("is the very matrix that the figures were made from", () => {
      const { buffer, byteOffset, byteLength } = cloud.values;
      expect(
        createHash("sha256")
          .update(new Uint8Array(buffer, byteOffset, byteLength))
          .digest("hex"),
      ).toBe(figures.sha256);
    });

    test("the covariance's trace and norm", () => {
      expectNear(profile.norms.trace, figures.trace, EXACT);
      expectNear(profile.norms.squaredNorm, figures.squaredNorm, EXACT);
    });

    test("IsoScore, IsoScore⋆ and the participation ratio", () => {
      expectNear(profile.participationRatio, figures.participationRatio, EXACT);
      expectNear(profile.isoScore, figures.isoScore, EXACT);
      expectNear(profile.isoScoreStar, figures.isoScoreStar, EXACT);
    });

    test("the published eigenvalue steps give the same IsoScore", () => {
      // The steps end in a difference of numbers of size d², so their rounding is absolute, not relative.
      expect(Math.abs(publishedIsoScore(profile.eigenvalues) - figures.isoScore)).toBeLessThan(1e-13);
    });

    test("the isoscore package differs by the single precision of its √d, and by nothing else", () => {
      // It takes torch.sqrt of an integer tensor, which is float32: its scores are off by up to 1e-7, and a rank-one
      // cloud can score below 0. With its roots the published steps give its score.
      const withItsRoots = publishedIsoScore(profile.eigenvalues, figures.libraryRoots);
      expect(Math.abs(withItsRoots - figures.isoScoreLibrary)).toBeLessThan(1e-13);
      expect(Math.abs(figures.isoScoreLibrary - figures.isoScore)).toBeLessThan(2e-7);
      expect(Math.abs(figures.isoScoreStarLibrary - figures.isoScoreStar)).toBeLessThan(2e-7);
    });

    test("the spectrum and its measures", () => {
      expect(profile.eigenvalues.filter((value) => value > 0)).toHaveLength(figures.rank);
      figures.eigenvalues.forEach((value, k) => {
        expectNear(profile.eigenvalues[k], value, EXACT);
      });
      expectNear(profile.effectiveRank, figures.effectiveRank, EXACT);
      expectNear(profile.stableRank, figures.stableRank, EXACT);
      expect(profile.componentsFor90).toBe(figures.componentsFor90);
      expect(profile.componentsFor95).toBe(figures.componentsFor95);
      expect(profile.componentsFor99).toBe(figures.componentsFor99);
      if (figures.alphaReQ === null) expect(profile.alphaReQ).toEqual({ notDefined: "needs-two-dimensions" });
      else expectNear(profile.alphaReQ, figures.alphaReQ, EXACT);
    });

    test("the principal components, up to sign", () => {
      const { coordinates, count } = profile.components;
      figures.absoluteScores.forEach((row, i) => {
        row.forEach((score, k) => {
          // Coordinates are float32; the largest sets the scale of their error.
          expect(Math.abs(Math.abs(coordinates[i * count + k]) - score)).toBeLessThan(
            1e-6 * Math.sqrt(profile.eigenvalues[0]) + 1e-7 * score,
          );
        });
      });
    });

    test("the average cosine and the shares of dimensions", () => {
      expectNear(profile.averageCosine, figures.averageCosine, EXACT);
      // Contributions of both signs cancel in the average, and with it grows the error of a share.
      figures.cosineShares.forEach((share, j) => {
        expect(Math.abs(profile.cosineShares[j] - share)).toBeLessThan(
          1e-12 / Math.abs(figures.averageCosine) + EXACT * Math.abs(share),
        );
      });
    });

    test("partition isotropy", () => {
      expectNear(profile.partition, figures.partition, EXACT);
    });

    test("outlier dimensions by both rules", () => {
      const by = (rule: "byVariance" | "byMagnitude"): number[] =>
        profile.outlierDimensions.filter((outlier) => outlier[rule]).map((outlier) => outlier.dimension);
      expect(by("byVariance")).toEqual(figures.byVariance);
      expect(by("byMagnitude")).toEqual(figures.byMagnitude);
    });

    test("linear CKA, whichever cloud comes first", () => {
      const other = makeCloud({ ...referenceCase(recipe), n: recipe.n });
      expectNear(linearCka(cloud, other), figures.ckaWithReference, EXACT);
      expectNear(linearCka(other, cloud), figures.ckaWithReference, EXACT);
    });

    test("TwoNN, MLE and repeated points", () => {
      if (figures.twoNN === undefined || figures.mle === undefined) {
        expect(profile.twoNN).toEqual({ notDefined: "needs-three-points" });
        expect(profile.mle).toEqual({ notDefined: "needs-three-points" });
        return;
      }
      expect(profile.duplicates).toBe(figures.duplicates);
      expectNear(profile.twoNN, figures.twoNN, EXACT);
      expectNear(profile.mle, figures.mle, EXACT);
      if (figures.duplicates === 0) {
        expectNear(profile.twoNN, figures.twoNNLibrary!, NEIGHBOURS);
        expectNear(profile.mle, figures.mleLibrary!, NEIGHBOURS);
      }
    });
  },
);

describe("where scikit-dimension goes wrong", () => {
  const named = (name: string): { figures: (typeof golden.figures)[number]; cloud: PointCloud } => {
    const index = cases.findIndex((recipe) => recipe.name === name);
    return { figures: golden.figures[index], cloud: makeCloud(cases[index] as CloudCase) };
  };

  test("repeated points: its distances |a|² + |b|² − 2ab are not 0 between copies, so TwoNN keeps their ratios of 10⁷", () => {
    const { figures } = named("repeated points");
    expect(figures.twoNNLibrary).toBeLessThan(0.2);
    expect(figures.twoNN).toBeGreaterThan(10);
  });

  test("repeated points: its MLE is 0, as one copy at distance 0 makes the mean of log(r_k / r_j) infinite", () => {
    for (const name of ["repeated points", "repeated points in many dimensions"]) {
      expect(named(name).figures.mleLibrary).toBeLessThan(1);
      expect(named(name).figures.mle).toBeGreaterThan(8);
    }
  });

  test("far from the origin: the same formula loses the digits that |a|² has before the difference", () => {
    const { figures } = named("far from the origin");
    const error = Math.abs(figures.twoNNLibrary! / figures.twoNN! - 1);
    expect(error).toBeGreaterThan(1e-10);
    expect(error).toBeLessThan(NEIGHBOURS);
    // In float32, the type of hidden states, four more digits go.
    expect(Math.abs(figures.twoNNLibraryFloat32! / figures.twoNN! - 1)).toBeGreaterThan(NEIGHBOURS);
  });
});
