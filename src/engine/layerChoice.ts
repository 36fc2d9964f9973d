/** Which hidden states of a model are kept and measured. */

/** "every-second" and "every-third" are counted down from the last layer; "ends" are the first and the last. */
export const layerRules = ["all", "every-second", "every-third", "ends"] as const;
export type LayerRule = (typeof layerRules)[number];

/** A rule, which fits every model, or numbers of hidden states. */
export type LayerChoice = LayerRule | readonly number[];

/**
 * The numbers of the hidden states chosen, ascending. Numbers that the model does not have are left out; if none is left,
 * all are chosen.
 * @param highest L, the number of the model's last hidden state.
 */
export function layersChosen(choice: LayerChoice, highest: number): readonly number[] {
  const all = Array.from({ length: highest + 1 }, (_, layer) => layer);
  const kept = all.filter((layer) => isChosen(choice, layer, highest));
  return kept.length > 0 ? kept : all;
}

function isChosen(choice: LayerChoice, layer: number, highest: number): boolean {
  switch (choice) {
    case "all":
      return true;
    case "every-second":
      return (highest - layer) % 2 === 0;
    case "every-third":
      return (highest - layer) % 3 === 0;
    case "ends":
      return layer === 0 || layer === highest;
    default:
      return choice.includes(layer);
  }
}
