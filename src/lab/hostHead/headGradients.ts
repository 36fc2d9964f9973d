/**
 * Loss and gradients of the head over fixed vectors, in closed form and without TensorFlow.js: a step of a small head is
 * some forty operations of so little work each that calling a backend for them costs more than they do. Float64
 * throughout; with what a step computes,
 *
 *     A = f(X·W + b),   logits = A·C + c,   G = ∂loss/∂logits,   Δ = (G·Cᵀ + λ ∂penalty/∂A) ∘ f′,
 *     ∂W = Xᵀ·Δ,   ∂b = Σ Δ,   ∂C = Aᵀ·G,   ∂c = Σ G.
 */
import { bytesFor, GROUP, type Arithmetic, type CreateArithmetic } from "../../geometry/arithmetic/arithmetic.ts";
import { createArithmetic } from "../../geometry/arithmetic/createArithmetic.ts";
import { groupsOf } from "../../geometry/panels.ts";
import type { LabelledBatch } from "../learner.ts";
import type { FrozenHead } from "../trainable.ts";
import type { StepFigures, StepOptions } from "../trainingStep.ts";
import { cosineGradient } from "./cosineGradient.ts";
import { crossEntropyGradient } from "./crossEntropyGradient.ts";
import { createIsoScoreSpace, isoScoreBytes, isoScoreGradient, type IsoScoreSpace } from "./isoScoreGradient.ts";
import { createMatrix, matrixBytes, paddedLength, type PaddedMatrix } from "./matrix.ts";
import { packBatchColumns, packBatchRows, packMatrixColumns } from "./packing.ts";

/** Rows packed at a time. */
const BLOCK = 64;

export class HeadGradients {
  /** By adapter.weight, adapter.bias, classifier.weight and classifier.bias, of the last batch. */
  readonly gradients: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
  private readonly head: FrozenHead;
  private readonly width: number;
  private readonly classes: number;
  private readonly arithmetic: Arithmetic;
  private readonly inputs: Float64Array;
  private readonly weights: Float64Array;
  private readonly adapted: PaddedMatrix;
  /** Δ. */
  private readonly delta: PaddedMatrix;
  private readonly weightGradient: PaddedMatrix;
  private readonly isoScore: IsoScoreSpace;
  private readonly logits: Float64Array;

  /** Takes working space for batches of at most `rows` rows. */
  constructor(head: FrozenHead, rows: number, create: CreateArithmetic = createArithmetic) {
    const { width, classes } = head;
    const { d } = head.vectors;
    this.head = head;
    this.width = width;
    this.classes = classes;
    const blockLength = paddedLength(BLOCK, d);
    const weightLength = groupsOf(Math.max(d, BLOCK)) * GROUP * groupsOf(width) * GROUP;
    const bytes =
      bytesFor(blockLength, 8) +
      bytesFor(weightLength, 8) +
      2 * matrixBytes(rows, width) +
      matrixBytes(d, width) +
      isoScoreBytes(rows, width);
    this.arithmetic = create(bytes);
    this.inputs = this.arithmetic.float64(blockLength);
    this.weights = this.arithmetic.float64(weightLength);
    this.adapted = createMatrix(this.arithmetic, rows, width);
    this.delta = createMatrix(this.arithmetic, rows, width);
    this.weightGradient = createMatrix(this.arithmetic, d, width);
    this.isoScore = createIsoScoreSpace(this.arithmetic, rows, width);
    this.logits = new Float64Array(rows * classes);
    this.gradients = [
      new Float64Array(d * width),
      new Float64Array(width),
      new Float64Array(width * classes),
      new Float64Array(classes),
    ];
  }

  /**
   * Computes a batch's figures, and `gradients`.
   * @param parameters values of the head's four.
   * @param reference Σ_S, needed if ζ is above 0.
   */
  compute(
    parameters: readonly Float32Array[],
    batch: LabelledBatch,
    options: Pick<StepOptions, "penalty" | "lambda" | "zeta">,
    reference: Float64Array | undefined,
  ): StepFigures {
    const { rows, labels } = batch;
    const [weight, bias, classifierWeight, classifierBias] = parameters;
    this.adapt(weight, bias, rows);
    this.classify(classifierWeight, classifierBias, rows.length);
    const crossEntropy = crossEntropyGradient(this.logits, rows, labels, this.classes);
    this.classifierGradients(classifierWeight, rows.length);
    const { penalty, isoScoreStar } = this.penalise(rows.length, options, reference);
    if (this.head.adapter === "tanh") this.throughTanh(rows.length);
    this.adapterGradients(rows);
    const loss =
      options.penalty === "none" || options.lambda === 0 ? crossEntropy : crossEntropy + options.lambda * penalty;
    return { loss, crossEntropy, penalty, isoScoreStar };
  }

  /** A. */
  private adapt(weight: Float32Array, bias: Float32Array, rows: Uint32Array): void {
    const { vectors, adapter } = this.head;
    const { values, stride } = this.adapted;
    const columns = packMatrixColumns(weight, this.width, 0, vectors.d, this.weights);
    values.fill(0);
    for (let i = 0; i < rows.length; i++) values.set(bias, i * stride);
    for (let from = 0; from < rows.length; from += BLOCK) {
      const block = packBatchRows(vectors, rows, from, Math.min(from + BLOCK, rows.length), this.inputs);
      this.arithmetic.addProducts(block, columns, values, stride, from * stride);
    }
    if (adapter === "linear") return;
    for (let i = 0; i < rows.length * stride; i++) values[i] = Math.tanh(values[i]);
  }

  private classify(weight: Float32Array, bias: Float32Array, n: number): void {
    const { logits, classes, width } = this;
    const { values, stride } = this.adapted;
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < classes; c++) {
        let sum = bias[c];
        for (let j = 0, k = c; j < width; j++, k += classes) sum += values[i * stride + j] * weight[k];
        logits[i * classes + c] = sum;
      }
    }
  }

  /** ∂C, ∂c, and G·Cᵀ as the beginning of Δ. G is where the logits were. */
  private classifierGradients(weight: Float32Array, n: number): void {
    const { logits, classes, width } = this;
    const { values, stride } = this.adapted;
    const delta = this.delta.values;
    const [, , byWeight, byBias] = this.gradients;
    byWeight.fill(0);
    byBias.fill(0);
    delta.fill(0);
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < classes; c++) {
        const g = logits[i * classes + c];
        byBias[c] += g;
        for (let j = 0, k = c; j < width; j++, k += classes) {
          byWeight[k] += g * values[i * stride + j];
          delta[i * stride + j] += g * weight[k];
        }
      }
    }
  }

  /** The penalty, whose gradient joins Δ, and IsoScore⋆. */
  private penalise(
    n: number,
    { penalty, lambda, zeta }: Pick<StepOptions, "penalty" | "lambda" | "zeta">,
    reference: Float64Array | undefined,
  ): { penalty: number; isoScoreStar: number } {
    const weight = penalty === "isoscore" ? -lambda : 0;
    const isoScoreStar = isoScoreGradient(
      this.isoScore,
      this.adapted,
      n,
      this.width,
      { zeta, reference, weight },
      this.delta,
    );
    switch (penalty) {
      case "isoscore":
        return { penalty: 1 - isoScoreStar, isoScoreStar };
      case "cosreg":
        return { penalty: cosineGradient(this.adapted, n, this.width, lambda, this.delta), isoScoreStar };
      case "none":
        return { penalty: 0, isoScoreStar };
    }
  }

  private throughTanh(n: number): void {
    const delta = this.delta.values;
    const { values, stride } = this.adapted;
    for (let i = 0; i < n * stride; i++) delta[i] *= 1 - values[i] ** 2;
  }

  /** ∂W and ∂b. */
  private adapterGradients(rows: Uint32Array): void {
    const { width } = this;
    const { vectors } = this.head;
    const { values: delta, stride } = this.delta;
    const product = this.weightGradient.values;
    const [byWeight, byBias] = this.gradients;
    product.fill(0);
    for (let from = 0; from < rows.length; from += BLOCK) {
      const to = Math.min(from + BLOCK, rows.length);
      const left = packBatchColumns(vectors, rows, from, to, this.inputs);
      const right = packMatrixColumns(delta, stride, from, to, this.weights);
      this.arithmetic.addProducts(left, right, product, stride);
    }
    for (let i = 0; i < vectors.d; i++) byWeight.set(product.subarray(i * stride, i * stride + width), i * width);
    byBias.fill(0);
    for (let i = 0; i < rows.length; i++) {
      for (let j = 0; j < width; j++) byBias[j] += delta[i * stride + j];
    }
  }
}
