import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { cloudSamples } from "../../corpora/cloudSamples.ts";
import { sampleList } from "../../corpora/sampleList.ts";
import { readOwnText } from "../../store/preferences.ts";
import { useApp } from "../../store/appState.ts";
import { Choice } from "../page/Choice.tsx";

const ownText = "own text";
const ownFile = "own file";

/** Chooses where the points come from: a sample, a text of one's own, or the file that is open. */
export function SourceChoice() {
  const messages = useMessages();
  const sample = useApp((state) => state.view.sample);
  const vectors = useApp((state) => state.vectors);
  const isSample = vectors === null || vectors.files[0].name === cloudSamples.find(({ id }) => id === sample)?.fileName;
  const options = [
    ...sampleList.map(({ id }) => ({ value: id, text: messages.samples[id].title })),
    ...cloudSamples.map(({ id }) => ({ value: id, text: messages.samples[id].title })),
    { value: ownText, text: messages.text.own },
    ...(isSample ? [] : [{ value: ownFile, text: vectors.files[0].name }]),
  ];
  const choose = (value: string) => {
    if (value === ownText) actions.vectors.showText(null, readOwnText() ?? "");
    else if (cloudSamples.some(({ id }) => id === value)) actions.changeView({ sample: value });
    else if (value !== ownFile) actions.vectors.showText(value, "");
  };
  return (
    <Choice
      label={messages.text.sample}
      value={isSample ? (sample ?? ownText) : ownFile}
      options={options}
      onChange={choose}
    />
  );
}
