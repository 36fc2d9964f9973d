/**
 * What differs between the members of BERT's family, as data: the names in config.json, the names of the weights and
 * the first position. The forward pass is shared. A relative is added by one more entry here.
 */

/** Names of a dense layer or a LayerNorm in the weights file: `<name>.weight` and `<name>.bias`. */
interface LayerNames {
  readonly query: string;
  readonly key: string;
  readonly value: string;
  readonly attentionOutput: string;
  readonly attentionLayerNorm: string;
  readonly intermediate: string;
  readonly output: string;
  readonly outputLayerNorm: string;
}

interface Architecture {
  /** Keys of config.json. */
  readonly configFields: {
    readonly layers: string;
    readonly hiddenSize: string;
    readonly heads: string;
    readonly intermediateSize: string;
    readonly activation: string;
    readonly vocabularySize: string;
    readonly positions: string;
    /** Undefined if the architecture has no token types. */
    readonly tokenTypes: string | undefined;
  };
  /** RoBERTa counts positions from 2; all others from 0. */
  readonly firstPosition: number;
  /** A checkpoint with a task head stores the encoder under this prefix; a bare encoder stores it without. */
  readonly prefix: string;
  readonly embeddings: {
    readonly word: string;
    readonly position: string;
    readonly tokenType: string | undefined;
    readonly layerNorm: string;
  };
  readonly layer: (index: number) => LayerNames;
}

const bert: Architecture = {
  configFields: {
    layers: "num_hidden_layers",
    hiddenSize: "hidden_size",
    heads: "num_attention_heads",
    intermediateSize: "intermediate_size",
    activation: "hidden_act",
    vocabularySize: "vocab_size",
    positions: "max_position_embeddings",
    tokenTypes: "type_vocab_size",
  },
  firstPosition: 0,
  prefix: "bert.",
  embeddings: {
    word: "embeddings.word_embeddings",
    position: "embeddings.position_embeddings",
    tokenType: "embeddings.token_type_embeddings",
    layerNorm: "embeddings.LayerNorm",
  },
  layer: (index) => ({
    query: `encoder.layer.${index}.attention.self.query`,
    key: `encoder.layer.${index}.attention.self.key`,
    value: `encoder.layer.${index}.attention.self.value`,
    attentionOutput: `encoder.layer.${index}.attention.output.dense`,
    attentionLayerNorm: `encoder.layer.${index}.attention.output.LayerNorm`,
    intermediate: `encoder.layer.${index}.intermediate.dense`,
    output: `encoder.layer.${index}.output.dense`,
    outputLayerNorm: `encoder.layer.${index}.output.LayerNorm`,
  }),
};

/** Every supported architecture, by the model_type of config.json. */
export const architectures = { bert } as const satisfies Record<string, Architecture>;

export type ArchitectureName = keyof typeof architectures;
