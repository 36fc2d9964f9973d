/** The panels of details: each is whole, has a name of its own, and says what it has to show. */
import { expect, test } from "vitest";
import { words } from "../../words.ts";
import { initialState } from "../../../src/store/appState.ts";
import { decodeView, encodeView } from "../../../src/store/urlCodec.ts";
import { defaultView } from "../../../src/store/viewState.ts";
import { panelOf, panels } from "../../../src/views/panels/list.ts";
import { shown } from "../store/states.ts";

test("each has a name that survives a link, and a title of its own", () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  expect(new Set(panels.map(({ title }) => title(words))).size).toBe(panels.length);
  for (const panel of panels) {
    expect(panelOf(panel.id)).toBe(panel);
    expect(decodeView(encodeView({ ...defaultView, panel: panel.id })).view.panel).toBe(panel.id);
  }
});

test("a name that no panel has shows the first", () => {
  expect(panelOf("no-such-panel")).toBe(panels[0]);
  expect(panelOf(defaultView.panel)).toBe(panels[0]);
});

test("none has anything to show, to ask or to export before there is a run", () => {
  for (const panel of panels) {
    expect(["measuring", "waiting"], panel.id).toContain(panel.read(initialState));
    expect(panel.exported?.(initialState) ?? {}, panel.id).toEqual({});
  }
});

test("what is read stays the same object, or has the same parts, until the state changes", () => {
  for (const panel of panels) {
    const [first, second] = [panel.read(shown), panel.read(shown)];
    if (typeof first === "string") expect(second).toBe(first);
    else
      for (const [name, part] of Object.entries(first))
        expect((second as Record<string, unknown>)[name], `${panel.id}.${name}`).toBe(part);
  }
});
