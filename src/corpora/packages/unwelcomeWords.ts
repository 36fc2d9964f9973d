/**
 * A dictionary, and a novel of 1851, have words and remarks that nobody wants on a lecture hall's screen. Lines with
 * one of them are left out of the texts that are taken from packages; a person's own text is never filtered.
 */

/** Patterns of whole words, by what they are about. Rather too many lines go than one too few: there are plenty. */
const patterns = {
  marks: ["vulgar", "obscen\\w*", "offensive", "disparag\\w*", "slurs?", "ethnic"],
  sex: ["sex\\w*", "genital\\w*", "rap(?:e|ist)", "penis", "vagina\\w*", "vulva\\w*", "testic\\w*", "breasts?", "cock", "contracepti\\w*", "condoms?", "prostitut\\w*", "whores?"],
  body: ["buttocks?", "hindquarters", "anus", "anal", "feces", "excrement"],
  violence: ["kill\\w*", "murder\\w*", "suicid\\w*", "lynch\\w*", "nazis?"],
  peoples: ["slaves?", "negro\\w*", "nigger\\w*", "black (?:faces|parliament)", "little black", "white m[ae]n", "savages?", "heathen\\w*", "pagans?", "infidels?", "cannibal\\w*", "burkas?", "cripples?", "women have been"],
} as const;

const unwelcome = new RegExp(`\\b(?:${Object.values(patterns).flat().join("|")})\\b`, "i");

/** True if a text has a word that is out of place in a classroom. */
export function isUnwelcome(text: string): boolean {
  return unwelcome.test(text);
}
