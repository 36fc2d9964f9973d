/** Words of the command line of the lab. */
import { taskIds } from "../../corpora/tasks/taskList.ts";
import { defaultSettings, encoderDefaults } from "../../lab/settings.ts";
import { sweepLambdas } from "../../lab/sweepPlan.ts";

const usage = `Trains a classifier with I-STAR, cross-entropy + λ·(1 − IsoScore⋆), without a page.

  npm run -s lab -- --data rows.tsv [--lambda -1] [--seeds 5] [options]

Data (one of the two; "-" is standard input)
  --data FILE            CSV, TSV or JSON Lines with a text and a label column
  --task NAME            ${taskIds.join(", ")}
  --text-column NAME     (default: detected)
  --label-column NAME    (default: detected)

Runs
  --lambda L[,L…]        weight of the penalty, −5 … 5 (default 0)
  --seeds N              runs of each λ, with the seeds 1 … N (default 1)
  --sweep                λ = ${sweepLambdas.join(", ")} and, unless --seeds says otherwise, five seeds
  --train-rows N[,N…]    training rows, or all (default ${defaultSettings.trainingRows}, or all where there are fewer)
  --resume FILE          JSON lines of an earlier call with the same settings, whose runs are not made again and count in the summary

Training
  --layers-trained K     encoder layers trained with the head (default 0: the head alone)
  --layer L              hidden state that the head alone is trained on (default: the last)
  --penalty P            isoscore (default), cosreg or none
  --zeta Z               weight of Σ_S in IsoScore⋆ (default ${defaultSettings.zeta})
  --adapter A            tanh (default) or linear
  --width N              dimensions of the adapter's output (default ${defaultSettings.width})
  --epochs N             (default ${defaultSettings.epochs}; ${encoderDefaults.epochs} with --layers-trained)
  --batch N              rows a step (default ${defaultSettings.batchSize}; ${encoderDefaults.batchSize})
  --learning-rate R      of AdamW (default ${defaultSettings.learningRate}; ${encoderDefaults.learningRate})
  --weight-decay W       of AdamW (default ${defaultSettings.weightDecay})
  --validation-share S   rows held out where the data marks none (default ${defaultSettings.validationShare})
  --vector-budget N      most vectors for Σ_S, and for the IsoScore of validation (default ${defaultSettings.vectorBudget})
  --model MODEL          a folder, or organisation/name[@revision] on the Hugging Face Hub (see measure's --help)
                         (default: the built-in all-MiniLM-L6-v2)
  --save FILE            writes what was trained in the last run, as safetensors

Output
  --layers               with --json, IsoScore⋆ and TwoNN of each layer before and after each run
  --json                 one JSON object a run and line, as soon as it is done
  --help                 this text

Results go to standard output, progress and notices to standard error. The exit status is 0, or 2 for input that
can't be used.
`;

export const commandLabWords = {
  usage,
  run: (lambda: string, seed: number, rows: number, accuracy: string, isoScore: string, twoNN: string) =>
    `λ ${lambda}   seed ${seed}   ${rows} rows   accuracy ${accuracy}   IsoScore ${isoScore}   TwoNN ${twoNN}`,
  /** Over the runs of one λ on one number of training rows. */
  summary: (lambda: string, rows: number, runs: number, accuracy: string, isoScore: string) =>
    `λ ${lambda}   ${rows} rows   ${runs === 1 ? "1 run" : `${runs} runs`}   accuracy ${accuracy}   IsoScore ${isoScore}`,
  correlation: (rows: number, runs: number, seeds: number, rho: string, p: string) =>
    `Accuracy against IsoScore on ${rows} rows, ${runs} runs compared within ${seeds === 1 ? "1 seed" : `${seeds} seeds`}: Spearman ρ ${rho}, p ${p}`,
};
