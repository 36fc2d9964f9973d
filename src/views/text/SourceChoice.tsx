import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { cloudSamples } from "../../corpora/cloudSamples.ts";
import { sampleList } from "../../corpora/sampleList.ts";
import { useApp } from "../../store/appState.ts";
import { firstWords } from "../../store/ownTexts.ts";
import { Choice } from "../page/Choice.tsx";

const newText = "new text";
const ownFile = "own file";
/** Values of the person's own texts: their places among them. */
const ownText = (index: number) => `own text ${index}`;

/** Chooses where the points come from: a sample, a text of one's own, or the file that is open. */
export function SourceChoice() {
  const messages = useMessages();
  const sample = useApp((state) => state.view.sample);
  const vectors = useApp((state) => state.vectors);
  const text = useApp((state) => state.text);
  const ownTexts = useApp((state) => state.ownTexts);
  const isSample = vectors === null || vectors.files[0].name === cloudSamples.find(({ id }) => id === sample)?.fileName;
  const current = ownTexts.indexOf(text);
  const options = [
    ...sampleList.map(({ id }) => ({ value: id, text: messages.samples[id].title })),
    ...cloudSamples.map(({ id }) => ({ value: id, text: messages.samples[id].title })),
    ...ownTexts.map((own, index) => ({ value: ownText(index), text: messages.text.ownNamed(firstWords(own)) })),
    { value: newText, text: messages.text.own },
    ...(isSample ? [] : [{ value: ownFile, text: vectors.files[0].name }]),
  ];
  const choose = (value: string) => {
    const own = ownTexts.find((_, index) => ownText(index) === value);
    if (own !== undefined) actions.vectors.showOwnText(own);
    else if (value === newText) actions.vectors.showOwnText("");
    else if (cloudSamples.some(({ id }) => id === value)) actions.changeView({ sample: value });
    else if (value !== ownFile) actions.vectors.showText(value);
  };
  return (
    <Choice
      label={messages.text.sample}
      value={isSample ? (sample ?? (current < 0 ? newText : ownText(current))) : ownFile}
      options={options}
      onChange={choose}
    />
  );
}
