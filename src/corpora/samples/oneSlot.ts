/** Sentences that differ in one slot, and what is put there, by class. Every filler is one word that takes "a". */
export const templates = [
  "He had been looking for the {} all afternoon.",
  "My sister has always wanted a {} of her own.",
  "There is a {} in the photograph above the sofa.",
  "Nobody could explain where the {} had come from.",
] as const;

export const fillers = {
  animal: ["rabbit", "horse", "parrot", "goat", "dolphin", "camel"],
  fruit: ["banana", "pear", "lemon", "cherry", "mango", "peach"],
  vehicle: ["truck", "bicycle", "tractor", "van", "motorcycle", "bus"],
  instrument: ["guitar", "violin", "flute", "drum", "piano", "trumpet"],
  clothing: ["jacket", "scarf", "hat", "shirt", "dress", "coat"],
  tool: ["hammer", "saw", "drill", "shovel", "wrench", "knife"],
} as const;
