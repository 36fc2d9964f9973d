import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appState.ts";
import type { ColourBy } from "../../store/viewFields.ts";
import { Choice } from "../page/Choice.tsx";

interface CloudControlsProps {
  readonly count: number;
  readonly hasTokens: boolean;
  readonly hasLabels: boolean;
  /** True for vectors from a file, whose position is a row. */
  readonly hasRows: boolean;
}

/** Which components are drawn and what colours the points. */
export function CloudControls({ count, hasTokens, hasLabels, hasRows }: CloudControlsProps) {
  const messages = useMessages();
  const { components, colourBy } = useApp((state) => state.view);
  const options = Array.from({ length: count }, (_, component) => ({
    value: String(component),
    text: messages.cloud.component(component + 1),
  }));
  const colours = (["label", "position", "token", "norm"] as const)
    .filter((by) => (by === "token" ? hasTokens : by === "label" ? hasLabels || colourBy === "label" : true))
    .map((by) => ({
      value: by,
      text: by === "position" && hasRows ? messages.cloud.row : messages.cloud.colourBy[by],
    }));
  // Choosing the component that the other axis shows swaps the two.
  const choose = (axis: 0 | 1, component: number) => {
    const next: [number, number] = [components[0], components[1]];
    if (next[1 - axis] === component) next[1 - axis] = next[axis];
    next[axis] = component;
    actions.changeView({ components: next });
  };
  return (
    <>
      <Choice
        label={messages.cloud.horizontal}
        value={String(Math.min(components[0], count - 1))}
        options={options}
        onChange={(value) => choose(0, Number(value))}
      />
      <Choice
        label={messages.cloud.vertical}
        value={String(Math.min(components[1], count - 1))}
        options={options}
        onChange={(value) => choose(1, Number(value))}
      />
      <Choice
        label={messages.cloud.colour}
        value={colourBy === "token" && !hasTokens ? "label" : colourBy}
        options={colours}
        onChange={(value) => actions.changeView({ colourBy: value as ColourBy })}
      />
    </>
  );
}
