/**
 * Long computations that wait for a device in between: they yield the fraction done, in [0, 1], and return the result.
 * Whoever runs them lets other tasks run between two steps, and may stop there.
 */
export type AsyncSteps<Result> = AsyncGenerator<number, Result, void>;
