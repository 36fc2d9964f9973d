/** The long computations on one layer, as data: so that this thread or another can do them, by the same code. */
import type { CreateArithmetic } from "../geometry/arithmetic/arithmetic.ts";
import { createArithmetic } from "../geometry/arithmetic/createArithmetic.ts";
import { momentsInSteps, type Moments } from "../geometry/covariance.ts";
import { estimateIntervals, type IntervalEstimates, type IntervalOptions } from "../geometry/intervals.ts";
import { isWide } from "../geometry/ownSpan.ts";
import type { PointCloud } from "../geometry/pointCloud.ts";
import { type LayerProfile, measureLayer, type ProfileOptions } from "../geometry/profile.ts";
import { portion, type Steps } from "../geometry/steps.ts";
import { runSteps } from "../async/runSteps.ts";

/** What can be asked of a layer. */
export type GeometryJob =
  | { readonly kind: "profile"; readonly cloud: PointCloud; readonly options: Omit<ProfileOptions, "createArithmetic"> }
  | {
      readonly kind: "intervals";
      readonly cloud: PointCloud;
      readonly options: Omit<IntervalOptions, "createArithmetic">;
    };

/** A scatter matrix of so many dimensions takes 128 MB, for each layer; where n < d, all but ζ can be had without. */
const mostKeptDimensions = 4096;

/** A profile, and the moments that it was made from. */
export interface MeasuredLayer {
  /** Absent where they would take too much memory: ζ then stays 0. */
  readonly moments?: Moments | undefined;
  readonly profile: LayerProfile;
}

/** What comes of a job. */
export type GeometryResult<Job extends GeometryJob> = Job extends { readonly kind: "profile" }
  ? MeasuredLayer
  : IntervalEstimates;

/** Whatever does jobs. */
export interface GeometryRunner {
  /** Jobs that it does at the same time; more have to wait. */
  readonly width: number;
  /**
   * Does a job. The cloud is not changed, nor kept.
   *
   * @param onProgress called now and then with the fraction done, in [0, 1].
   * @throws the signal's reason when aborted; whatever the computation throws.
   */
  readonly run: <Job extends GeometryJob>(
    job: Job,
    signal: AbortSignal,
    onProgress?: (fraction: number) => void,
  ) => Promise<GeometryResult<Job>>;
}

/**
 * Does jobs in this thread, one after the other.
 *
 * @param create does the inner loops of all of a job.
 */
export function runnerInThisThread(create: CreateArithmetic = createArithmetic): GeometryRunner {
  return {
    width: 1,
    run: <Job extends GeometryJob>(job: Job, signal: AbortSignal, onProgress?: (fraction: number) => void) =>
      // The kind of the job decides on the kind of its result.
      runSteps(stepsOf(job, create), signal, onProgress) as Promise<GeometryResult<Job>>,
  };
}

/** Does jobs in this thread, with this machine's own arithmetic. */
export const inThisThread = runnerInThisThread();

function* stepsOf(
  { kind, cloud, options }: GeometryJob,
  create: CreateArithmetic,
): Steps<MeasuredLayer | IntervalEstimates> {
  switch (kind) {
    case "profile": {
      const given = { ...options, createArithmetic: create };
      if (isWide(cloud) && cloud.d > mostKeptDimensions) return { profile: yield* measureLayer(cloud, given) };
      const moments = yield* portion(momentsInSteps(cloud, create), 0, 0.1);
      return { moments, profile: yield* portion(measureLayer(cloud, { ...given, moments }), 0.1, 1) };
    }
    case "intervals":
      return yield* estimateIntervals(cloud, { ...options, createArithmetic: create });
  }
}
