/** What is wrong with a training run, its data or its settings, as a sentence. */
import { encoderFaultText } from "./encoder.ts";
import type { LabFault } from "../../../lab/labError.ts";

export function labFaultText(fault: LabFault): string {
  switch (fault.detail) {
    case "no-data":
      return "There is no data yet.";
    case "no-evaluation":
      return "A run has no evaluation.";
    case "layers-share-weights":
      return `The top layers of ${fault.architecture} can't be trained: its layers share their weights. Train the head alone (0 layers).`;
    case "layers-share-bias":
      return `The top layers of ${fault.architecture} can't be trained: its layers share a bias of their attention scores. Train the head alone (0 layers).`;
    case "validation-output":
      return "The model's output on the validation rows is not finite.";
    case "head-too-small":
      return `A head needs two dimensions and two classes, not ${fault.width} and ${fault.classes}.`;
    case "other-classes":
      return fault.saved.length === 0
        ? "The file does not name its classes."
        : `The file was trained on the classes ${fault.saved.join(", ")}; those of this data are ${fault.classes.join(", ")}.`;
    case "does-not-fit":
      return `The file does not fit: ${encoderFaultText(fault.fault)}`;
    case "whole-number-from":
      return `${fault.name} must be a whole number from ${fault.lowest} to ${fault.highest}, not ${fault.value}.`;
    case "number-from":
      return `${fault.name} must be a number from ${fault.lowest} to ${fault.highest}, not ${fault.value}.`;
    case "layers-trained":
      return `layersTrained must be a whole number from 0 to ${fault.layers}, not ${fault.found}.`;
    case "training-rows":
      return `trainingRows must be "all" or a whole number from 2, not ${fault.found}.`;
    case "seed":
      return `seed must be a whole number, not ${fault.found}.`;
    case "too-few-on-a-side":
      return `There are ${fault.training} rows to train on and ${fault.validation} to validate with; both need two.`;
    case "labels":
      return `${fault.rows} rows have ${fault.labels} different labels; a classifier needs two.`;
    case "single-rows":
      return `Each of the ${fault.classes} classes has a single row; none can be both trained on and validated.`;
    case "points-coincide":
      return `All points of a batch coincide, and at ζ = ${fault.zeta} its IsoScore⋆ is not defined.`;
    case "loss":
      return `The loss became ${fault.loss} at learning rate ${fault.learningRate} and λ = ${fault.lambda}.`;
  }
}
