/** The long computations on one layer, as data: so that this thread or another can do them, by the same code. */
import type { CreateArithmetic } from "../geometry/arithmetic/arithmetic.ts";
import { createArithmetic } from "../geometry/arithmetic/createArithmetic.ts";
import { momentsInSteps, type Moments } from "../geometry/covariance.ts";
import { estimateIntervals, type IntervalEstimates, type IntervalOptions } from "../geometry/intervals.ts";
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

/** A profile, and the moments that it was made from. */
export interface MeasuredLayer {
  readonly moments: Moments;
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
      const moments = yield* portion(momentsInSteps(cloud, create), 0, 0.1);
      return {
        moments,
        profile: yield* portion(measureLayer(cloud, { ...options, moments, createArithmetic: create }), 0.1, 1),
      };
    }
    case "intervals":
      return yield* estimateIntervals(cloud, { ...options, createArithmetic: create });
  }
}
