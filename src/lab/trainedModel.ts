/** A trained run turned back into a model: the encoder as it was, with the layers that were trained in their place. */
import type { EncoderModel } from "../encoder/model.ts";
import { layerParameters, parametersToLayer } from "./encoderLayer.ts";
import { headParameters } from "./head.ts";
import type { Parameter } from "./parameters.ts";

/**
 * The model that a run over the top k layers has made; the head is no part of it. Weights that were not trained are
 * shared with the model it comes from, the trained ones are those of the parameters.
 *
 * @param model what the run began with.
 * @param parameters of the run, in the order of a Trainable: the head's four, then twelve for each trained layer.
 * @param name shown to people.
 * @throws RangeError if the parameters are not those of a head and at most L layers.
 */
export function trainedModel(model: EncoderModel, parameters: readonly Parameter[], name: string): EncoderModel {
  const ofLayers = parameters.slice(headParameters);
  const trained = ofLayers.length / layerParameters;
  const { layers } = model.weights;
  if (!Number.isInteger(trained) || trained > layers.length)
    throw new RangeError(`${parameters.length} parameters are no head and layers of this model`);
  const first = layers.length - trained;
  const replaced = Array.from({ length: trained }, (_, index) =>
    parametersToLayer(ofLayers.slice(index * layerParameters, (index + 1) * layerParameters)),
  );
  // Trained weights are no longer those of the revision.
  const { config, tokenizer, sentences } = model;
  const rest = { config, tokenizer, ...(sentences && { sentences }) };
  return { ...rest, name, weights: { ...model.weights, layers: [...layers.slice(0, first), ...replaced] } };
}
