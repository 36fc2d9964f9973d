import type { WebGPUProgram } from "@tensorflow/tfjs-backend-webgpu/dist/webgpu_program";
import { flatProgram, workgroupSize } from "./flatProgram.ts";

/**
 * Self-attention over a sentence's own tokens, one invocation a query and head. The softmax runs along with the sum:
 * whenever a larger score turns up, what was summed is scaled down (Milakov & Gimelshein 2018, arXiv 1805.02867), so no
 * matrix of scores is ever stored. Heads of a multiple of 4 dimensions are read as vec4. With a relative bias, entry
 * positions − 1 + distance of the head's row is added to the score of a key that is distance tokens after the query.
 */
export function selfAttentionProgram(
  sentences: number,
  length: number,
  heads: number,
  headSize: number,
  hasRelativeBias: boolean,
): WebGPUProgram {
  const vectors = headSize % 4 === 0;
  const type = vectors ? "vec4<f32>" : "f32";
  const parts = vectors ? headSize / 4 : headSize;
  const product = vectors ? "dot(query[i], queryKeyValue[key + i])" : "query[i] * queryKeyValue[key + i]";
  const bias = hasRelativeBias
    ? "score = score + relativeBias[head * uniforms.biasStride + uniforms.positions - 1 + other - token];"
    : "";
  return flatProgram({
    name: `IsoscopeSelfAttention_${headSize}_${hasRelativeBias}`,
    outputShape: [sentences * length, heads * headSize],
    workgroups: Math.ceil((sentences * length * heads) / workgroupSize),
    variables: ["queryKeyValue", "lengths", ...(hasRelativeBias ? ["relativeBias"] : [])],
    uniforms: "sentences : i32, length : i32, heads : i32, scale : f32, biasStride : i32, positions : i32,",
    components: { output: vectors ? 4 : 1, inputs: [vectors ? 4 : 1, 1, ...(hasRelativeBias ? [1] : [])] },
    code: `
      fn main(index : i32) {
        if (index >= uniforms.sentences * uniforms.heads * uniforms.length) { return; }
        let token = index % uniforms.length;
        let head = (index / uniforms.length) % uniforms.heads;
        let sentence = index / (uniforms.length * uniforms.heads);
        let used = lengths[sentence];
        let width = uniforms.heads * ${parts};
        let firstRow = sentence * uniforms.length;
        let column = head * ${parts};

        var query : array<${type}, ${parts}>;
        var context : array<${type}, ${parts}>;
        let start = (firstRow + token) * 3 * width + column;
        for (var i = 0; i < ${parts}; i = i + 1) { query[i] = queryKeyValue[start + i] * uniforms.scale; }

        var largest = -3.402823e+38f;
        var sum = 0.0;
        if (token < used) {
          for (var other = 0; other < used; other = other + 1) {
            let key = (firstRow + other) * 3 * width + width + column;
            var score = 0.0;
            for (var i = 0; i < ${parts}; i = i + 1) { score = score + ${product}; }
            ${bias}
            let larger = max(largest, score);
            let shrink = exp(largest - larger);
            let weight = exp(score - larger);
            for (var i = 0; i < ${parts}; i = i + 1) {
              context[i] = context[i] * shrink + weight * queryKeyValue[key + width + i];
            }
            sum = sum * shrink + weight;
            largest = larger;
          }
        }
        let factor = select(0.0, 1.0 / sum, sum > 0.0);
        let destination = (firstRow + token) * width + column;
        for (var i = 0; i < ${parts}; i = i + 1) { result[destination + i] = context[i] * factor; }
      }
    `,
  });
}
