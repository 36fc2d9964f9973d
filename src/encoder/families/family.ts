/** What differs between the members of BERT's family, as data. The forward pass is shared; each family is a file beside this one. */

/** Names of a layer's dense layers and LayerNorms in the weights file: `<name>.weight` and `<name>.bias`. */
export interface LayerNames {
  readonly query: string;
  readonly key: string;
  readonly value: string;
  readonly attentionOutput: string;
  readonly attentionLayerNorm: string;
  readonly intermediate: string;
  readonly output: string;
  readonly outputLayerNorm: string;
}

/** Keys of config.json. */
export interface ConfigFields {
  readonly layers: string;
  readonly hiddenSize: string;
  readonly heads: string;
  readonly intermediateSize: string;
  readonly activation: string;
  readonly vocabularySize: string;
  readonly positions: string;
  /** Undefined if the family has no token types. */
  readonly tokenTypes: string | undefined;
}

export interface Family {
  readonly configFields: ConfigFields;
  /** Other keys that transformers takes for the same fields; where one is there, it counts (attribute_map). */
  readonly otherFields?: Readonly<Record<string, string>>;
  /** What transformers' configuration class takes where config.json leaves a field out. */
  readonly defaults: Readonly<Record<string, number | string>>;
  /** Set where transformers' code has a value of its own, whatever config.json says. */
  readonly fixed?: { readonly layerNormEpsilon?: number; readonly paddingToken?: number };
  /** Where the position of the first token comes from: 0, or the row after that of the padding token (RoBERTa). */
  readonly positionsFrom: "zero" | "padding-token";
  /** A checkpoint with a task head stores the encoder under this prefix; a bare encoder stores it without. */
  readonly prefix: string;
  readonly embeddings: {
    readonly word: string;
    readonly position: string;
    readonly tokenType: string | undefined;
    readonly layerNorm: string;
  };
  /**
   * The output layer of the family's language model, which is the table of word embeddings again. Files hold such a
   * tensor once, under either name.
   */
  readonly outputEmbeddings: string;
  /**
   * Factorised embeddings: the config field of their width, and the dense layer from that width to d. `projects` says
   * whether that layer is there always (ALBERT), or only where the two widths differ (ELECTRA).
   */
  readonly factorisedEmbeddings?: {
    readonly sizeField: string;
    readonly projection: string;
    readonly projects: "always" | "if-sizes-differ";
  };
  /**
   * Layers that share weights (ALBERT): the config fields that say how many groups of weights there are, and of how many
   * layers each consists.
   */
  readonly sharedLayers?: { readonly groupsField: string; readonly layersInGroupField: string };
  /** Attention scores biased by the distance between two tokens (MPNet): the table's name and the field of its rows. */
  readonly relativeAttention?: { readonly table: string; readonly bucketsField: string };
  /** Every tensor of an encoder layer has a name that begins like this. */
  readonly layerStem: string;
  /**
   * Names of the stored layer `index`.
   * @param layersInGroup for families with shared layers: stored layer i is layer i % layersInGroup of its group.
   */
  readonly layer: (index: number, layersInGroup?: number) => LayerNames;
}
