/**
 * A dictionary, and a novel of 1851, have words and remarks that nobody wants on a lecture hall's screen. Lines with
 * one of them are left out of the texts that are taken from packages; a person's own text is never filtered.
 */

/** Patterns of whole words, by what they are about. Rather too many lines go than one too few: there are plenty. */
const patterns = {
  marks: ["vulgar", "obscen\\w*", "offensive", "disparag\\w*", "slurs?", "ethnic"],
  sex: [
    "sex\\w*",
    "erotic\\w*",
    "genital\\w*",
    "rap(?:e|ist)",
    "penis",
    "vagina\\w*",
    "vulva\\w*",
    "testic\\w*",
    "breasts?",
    "cock",
    "contracepti\\w*",
    "condoms?",
    "prostitut\\w*",
    "whores?",
  ],
  body: ["buttocks?", "hindquarters", "anus", "anal", "feces", "excrement"],
  violence: ["kill\\w*", "murder\\w*", "suicid\\w*", "lynch\\w*", "nazis?"],
  peoples: [
    "slaves?",
    "negro\\w*",
    "nigger\\w*",
    "black (?:faces|parliament)",
    "little black",
    "white m[ae]n",
    "savages?",
    "heathen\\w*",
    "pagans?",
    "infidels?",
    "cannibal\\w*",
    "burkas?",
    "cripples?",
    "women have been",
  ],
} as const;

const unwelcome = new RegExp(`\\b(?:${Object.values(patterns).flat().join("|")})\\b`, "i");

/** True if a text has a word that is out of place in a classroom. */
export function isUnwelcome(text: string): boolean {
  return unwelcome.test(text);
}

/** What spam is full of beyond that, as beginnings of words: "adult" is a fine word in a dictionary. */
const unwelcomeInMail =
  /\b(?:adult|amateur|ass\b|babe|bigger|bitch|bra\b|butt\b|celebrit|chick|crap|cum\b|dorm\b|drunk|enlarg|erect|erotik|fist|freak|fuck|girl|hanged|hard-?core|hell\b|hooters|horny|hot\b|hush|in the mood|incest|inch|ladies|length|lesb|lolita|love life|naked|nude|on top|orgas|penetrat|penile|perver|porn|pussy|satisf|shit|singles|size (?:does|rite)|slut|strip|teen|thick|titties|tits|tonight|too small|v\*|viagra|virgin|webcam|wi(?:fe|ves)|wom[ae]n|xxx)/i;

/** True if a subject line of a mail has a word that is out of place in a classroom, beyond those of `isUnwelcome`. */
export function isUnwelcomeInMail(subject: string): boolean {
  return unwelcomeInMail.test(subject);
}
