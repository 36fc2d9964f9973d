/** What each measure is, in words and as a formula (TeX). Formulas and sources: see the files of src/geometry. */
import type { DrawnMeasureId } from "../../geometry/measures/table.ts";

export interface MeasureText {
  readonly name: string;
  /** What it says, for somebody who meets it for the first time. */
  readonly meaning: string;
  readonly formula: string;
  readonly where: string;
  readonly range: string;
  readonly source: string;
}

const covariance = "Σ is the covariance of the n points (divided by n − 1), λ₁ ≥ … ≥ λ_d its eigenvalues.";

export const measureTexts: Record<DrawnMeasureId, MeasureText> = {
  isoScoreStar: {
    name: "IsoScore⋆",
    meaning:
      "How evenly the cloud fills its d dimensions. 1: the same variance in every direction. 0: all points on one line.",
    formula:
      "\\iota = \\frac{\\mathrm{PR}-1}{d-1},\\quad \\mathrm{PR}=\\frac{(\\operatorname{tr}\\Sigma_\\zeta)^2}{\\lVert\\Sigma_\\zeta\\rVert_F^2},\\quad \\Sigma_\\zeta=(1-\\zeta)\\,\\Sigma_X+\\zeta\\,\\Sigma_S",
    where:
      "ζ is the weight on Σₛ, the covariance of a reference text. With ζ = 0 this is IsoScore. The closed form equals the published eigenvalue steps exactly.",
    range: "0 to 1",
    source: "Rudman & Eickhoff 2024; Rudman et al. 2022",
  },
  isoScoreUnbiased: {
    name: "IsoScore, unbiased",
    meaning:
      "IsoScore with the effect of few points taken out. A small sample makes any cloud look less isotropic than it is.",
    formula:
      "F_u=\\frac{m}{n(m-1)(m-2)}\\bigl(m(m-1)F+T^2-nQ\\bigr),\\quad T_u^2=\\frac{m}{n(m-1)(m-2)}\\bigl(2F+(m^2-m-1)T^2-nQ\\bigr),\\quad \\iota_u=\\frac{T_u^2/F_u-1}{d-1}",
    where:
      "T = tr Σ, F = ‖Σ‖²_F, m = n − 1 and Q = Σ‖x − x̄‖⁴ / m. F and T² are unbiased for independent points of any distribution. Tokens of one sentence are not independent: for tokens the same is taken from products of tokens of different sentences only.",
    range: "about 0 to 1",
    source: "Himeno & Yamada 2014",
  },
  participationRatio: {
    name: "Participation ratio",
    meaning: "How many dimensions the variance is spread over, as if each of them held the same share.",
    formula: "\\mathrm{PR}=\\frac{(\\sum_j\\lambda_j)^2}{\\sum_j\\lambda_j^2}",
    where: covariance,
    range: "1 to d",
    source: "Gao et al. 2017; IsoScore = (PR − 1)/(d − 1)",
  },
  effectiveRank: {
    name: "Effective rank",
    meaning: "Another count of used dimensions, which weighs the small ones more than the participation ratio does.",
    formula: "\\exp\\Bigl(-\\sum_j p_j\\ln p_j\\Bigr),\\quad p_j=\\frac{\\sigma_j}{\\sum_k\\sigma_k}",
    where: "σ are the singular values of the centred cloud, σ_j ∝ √λ_j.",
    range: "1 to d",
    source: "Roy & Vetterli 2007",
  },
  stableRank: {
    name: "Stable rank",
    meaning: "Total variance in units of the largest direction's. Near 1: one direction holds almost everything.",
    formula: "\\frac{\\sum_j\\lambda_j}{\\lambda_1}",
    where: covariance,
    range: "1 to d",
    source: "Rudelson & Vershynin 2007",
  },
  componentsFor90: {
    name: "Components for 90 %",
    meaning: "How many principal components hold 90 % of the variance.",
    formula: "\\min\\Bigl\\{k:\\ \\sum_{j\\le k}\\lambda_j\\ge 0.90\\sum_j\\lambda_j\\Bigr\\}",
    where: covariance,
    range: "1 to d",
    source: "Jolliffe 2002",
  },
  componentsFor95: {
    name: "Components for 95 %",
    meaning: "How many principal components hold 95 % of the variance.",
    formula: "\\min\\Bigl\\{k:\\ \\sum_{j\\le k}\\lambda_j\\ge 0.95\\sum_j\\lambda_j\\Bigr\\}",
    where: covariance,
    range: "1 to d",
    source: "Jolliffe 2002",
  },
  componentsFor99: {
    name: "Components for 99 %",
    meaning: "How many principal components hold 99 % of the variance.",
    formula: "\\min\\Bigl\\{k:\\ \\sum_{j\\le k}\\lambda_j\\ge 0.99\\sum_j\\lambda_j\\Bigr\\}",
    where: covariance,
    range: "1 to d",
    source: "Jolliffe 2002",
  },
  twoNN: {
    name: "TwoNN dimension",
    meaning:
      "The dimension of the surface on which the points lie, seen from each point's two nearest neighbours. It underestimates high dimensions (a true 50 reads about 32).",
    formula: "-\\ln\\bigl(1-F(\\mu)\\bigr)=\\mathrm{ID}\\cdot\\ln\\mu,\\quad \\mu_i=\\frac{r_{i,2}}{r_{i,1}}",
    where:
      "r₁ and r₂ are the distances to the two nearest neighbours; the highest tenth of μ is set aside, and the line goes through the origin.",
    range: "above 0",
    source: "Facco et al. 2017, as in scikit-dimension",
  },
  mle: {
    name: "MLE dimension",
    meaning: "The same idea with 20 neighbours of each point: how fast the number of neighbours grows with distance.",
    formula: "\\mathrm{ID}_i=\\Bigl[\\frac{1}{k-1}\\sum_{j<k}\\ln\\frac{r_{i,k}}{r_{i,j}}\\Bigr]^{-1}",
    where: "k = 20; the points' inverse dimensions are averaged (MacKay & Ghahramani).",
    range: "above 0",
    source: "Levina & Bickel 2004",
  },
  averageCosine: {
    name: "Average cosine",
    meaning:
      "The mean cosine between two random points. Near 0: no common direction. Near 1: all vectors point the same way. It says where the cloud is, not how it is shaped.",
    formula: "\\frac{\\lVert\\sum_i\\hat x_i\\rVert^2-n}{n(n-1)},\\quad \\hat x=\\frac{x}{\\lVert x\\rVert}",
    where: "The mean over all pairs of different points, exactly.",
    range: "−1 to 1",
    source: "Ethayarajh 2019",
  },
  intraSentenceSimilarity: {
    name: "Intra-sentence similarity",
    meaning:
      "Whether the tokens of one sentence point the same way: the mean cosine of a token with its sentence's mean.",
    formula: "\\frac1S\\sum_s\\frac1{n_s}\\sum_{i\\in s}\\cos(x_i,\\bar x_s)",
    where:
      "x̄ₛ is the mean of the nₛ tokens of sentence s. Read it beside the average cosine: a cloud away from the origin has both high.",
    range: "−1 to 1",
    source: "Ethayarajh 2019",
  },
  selfSimilarity: {
    name: "Self-similarity",
    meaning:
      "Whether a word has the same vector wherever it stands. It falls where the layer writes context into its words.",
    formula:
      "\\frac1W\\sum_w\\frac{\\lVert\\sum_{i\\in w}\\hat x_i\\rVert^2-n_w}{n_w(n_w-1)},\\quad \\hat x=\\frac{x}{\\lVert x\\rVert}",
    where:
      "The mean cosine over all pairs of the n_w occurrences of a token w, then over the W tokens that occur at least twice.",
    range: "−1 to 1",
    source: "Ethayarajh 2019",
  },
  uniformity: {
    name: "Uniformity",
    meaning:
      "How evenly the directions of the vectors cover the sphere. 0: all point the same way; about −4: an even cover in many dimensions.",
    formula:
      "\\ln\\,\\mathbb E_{x\\ne y}\\,e^{-2\\lVert\\hat x-\\hat y\\rVert^2},\\quad \\hat x=\\frac{x}{\\lVert x\\rVert}",
    where: "Over all pairs among at most 512 points, chosen from the seed.",
    range: "−8 to 0",
    source: "Wang & Isola 2020",
  },
  partition: {
    name: "Partition isotropy",
    meaning: "How much the sum of exp(c·x) depends on the direction c. 1: not at all.",
    formula: "\\frac{\\min_c Z(c)}{\\max_c Z(c)},\\quad Z(c)=\\sum_i e^{\\,c\\cdot x_i}",
    where: "c runs over the eigenvectors of XᵀX.",
    range: "0 to 1",
    source: "Mu & Viswanath 2018",
  },
  alphaReQ: {
    name: "α-ReQ",
    meaning: "How steeply the spectrum falls: the eigenvalues go roughly like 1/j to the power α.",
    formula: "\\ln\\lambda_j\\approx c-\\alpha\\ln j",
    where: "Least squares with weight 1/j.",
    range: "above 0",
    source: "Agrawal et al. 2022",
  },
  outliersByVariance: {
    name: "Outlier dimensions",
    meaning:
      "How many of the d dimensions have at least five times the mean variance. A handful often dominates a whole layer.",
    formula: "\\#\\Bigl\\{j:\\ \\operatorname{var}_j\\ge 5\\cdot\\frac1d\\sum_k\\operatorname{var}_k\\Bigr\\}",
    where:
      "The dimensions that stand out by their mean (more than 3 standard deviations) are counted as another measure; the Dimensions chart marks both.",
    range: "0 to d/5",
    source: "Rudman et al. 2023",
  },
  outliersByMagnitude: {
    name: "Outliers by mean",
    meaning:
      "How many of the d dimensions have a mean far from those of the others: the cloud lies far out along them, so they dominate lengths and cosines.",
    formula:
      "\\#\\Bigl\\{j:\\ |m_j-\\bar m|>3\\,s\\Bigr\\},\\quad \\bar m=\\frac1d\\sum_k m_k,\\quad s^2=\\frac1d\\sum_k(m_k-\\bar m)^2",
    where: "m_j is the mean of dimension j over the n points.",
    range: "0 to d/10",
    source: "Kovaleva et al. 2021",
  },
};
