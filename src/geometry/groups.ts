/** The groups of points that are left out in turn for an interval. */
import { sampleWithoutReplacement, type Random } from "./random.ts";

/** At most this many groups; also 1 + the degrees of freedom. */
const LARGEST_GROUPS = 20;
/** A passage in its own order is cut into this many blocks at least, if it has as many sentences. */
const FEWEST_BLOCKS = 5;

/** How the groups are made: of clusters at random, or of clusters that follow each other. */
export type Grouping = "random" | "blocks";

/**
 * Deals n points into random groups of nearly equal size, keeping points of one cluster together.
 *
 * @param clusters which cluster each point belongs to (for tokens: which sentence); without it each is its own.
 * @returns the points of each group; at most 20 groups, none empty.
 */
export function dealGroups(n: number, random: Random, clusters?: Uint32Array): Uint32Array[] {
  const all = membersOf(n, clusters);
  const groups: number[][] = Array.from({ length: Math.min(LARGEST_GROUPS, all.length) }, () => []);
  for (const index of sampleWithoutReplacement(all.length, all.length, random)) {
    // The smallest group takes the next cluster, so that sizes stay near each other however sentences differ.
    const smallest = groups.reduce((least, group) => (group.length < least.length ? group : least));
    for (const point of all[index]) smallest.push(point);
  }
  return groups.map((group) => Uint32Array.from(group));
}

/**
 * Cuts n points into blocks of clusters that follow each other, of nearly equal size. Sentences of a passage resemble
 * those near them, so only stretches of it are nearly independent of each other (Künsch 1989, "The jackknife and the
 * bootstrap for general stationary observations"). The blocks grow with the passage, as their number does: about √S
 * blocks of √S of its S sentences.
 *
 * @returns the points of each block; 5 to 20 blocks, as many as clusters if these are fewer than 5; none empty.
 */
export function cutBlocks(n: number, clusters?: Uint32Array): Uint32Array[] {
  const all = membersOf(n, clusters);
  const count = Math.min(all.length, LARGEST_GROUPS, Math.max(FEWEST_BLOCKS, Math.round(Math.sqrt(all.length))));
  const blocks: number[][] = Array.from({ length: count }, () => []);
  let before = 0;
  for (const [index, members] of all.entries()) {
    const byPoints = Math.floor(((before + members.length / 2) / n) * count);
    // However long single sentences are, each block has one: as many are left as there are blocks to come.
    const block = Math.max(Math.min(byPoints, index), count - all.length + index);
    for (const point of members) blocks[block].push(point);
    before += members.length;
  }
  return blocks.filter((block) => block.length > 0).map((block) => Uint32Array.from(block));
}

/** The points of each cluster, in the order in which the clusters first occur. */
function membersOf(n: number, clusters: Uint32Array | undefined): number[][] {
  const members = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const cluster = clusters ? clusters[i] : i;
    const points = members.get(cluster);
    if (points) points.push(i);
    else members.set(cluster, [i]);
  }
  return [...members.values()];
}
