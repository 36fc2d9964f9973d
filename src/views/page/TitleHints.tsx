import { useEffect, useRef, useState, type CSSProperties } from "react";
import styles from "./TitleHints.module.css";

interface Hint {
  readonly text: string;
  /** Of the element that the text is about, in the window. */
  readonly box: DOMRect;
}

/** How long a finger rests until it asks what something is, in milliseconds. */
const longTouch = 500;

/**
 * Shows the title of an element to the keyboard and to a finger: browsers show it to a mouse alone. It stands by the
 * element while the focus is within it, or after a long touch, and goes with Escape. A screen reader has the title from
 * the element itself.
 */
export function TitleHints() {
  const [hint, setHint] = useState<Hint | null>(null);
  const shown = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let touch: ReturnType<typeof setTimeout> | undefined;
    const show = (target: EventTarget | null) => setHint(target instanceof Element ? hintOf(target) : null);
    const hide = () => {
      clearTimeout(touch);
      setHint(null);
    };
    const onFocus = ({ target }: FocusEvent) => {
      // A press of the mouse or a finger moves the focus too, and its hint would stand in the way.
      if (target instanceof Element && target.matches(":focus-visible")) show(target);
      else hide();
    };
    const onPointerDown = ({ target, pointerType }: PointerEvent) => {
      hide();
      if (pointerType === "touch") touch = setTimeout(() => show(target), longTouch);
    };
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === "Escape") hide();
    };
    const endTouch = () => clearTimeout(touch);
    const listeners = new AbortController();
    const options = { signal: listeners.signal, capture: true };
    document.addEventListener("focusin", onFocus, options);
    document.addEventListener("focusout", hide, options);
    document.addEventListener("pointerdown", onPointerDown, options);
    document.addEventListener("pointerup", endTouch, options);
    document.addEventListener("pointercancel", hide, options);
    document.addEventListener("keydown", onKeyDown, options);
    document.addEventListener("scroll", hide, options);
    return () => {
      hide();
      listeners.abort();
    };
  }, []);

  useEffect(() => {
    // In the top layer, above an open dialog or menu; opened anew it lies above one that was opened since. Not at once: a
    // menu that is being opened moves the focus, and no popover may be shown within that.
    const frame = requestAnimationFrame(() => {
      const popover = shown.current;
      if (popover?.matches(":popover-open")) popover.hidePopover();
      if (hint !== null) popover?.showPopover();
    });
    return () => cancelAnimationFrame(frame);
  }, [hint]);

  return (
    <div ref={shown} popover="manual" className={styles.hint} aria-hidden="true" style={hint ? placeBy(hint.box) : {}}>
      {hint?.text}
    </div>
  );
}

function hintOf(target: Element): Hint | null {
  const titled = target.closest<HTMLElement>("[title]");
  return titled === null || titled.title === "" ? null : { text: titled.title, box: titled.getBoundingClientRect() };
}

/** Below the element, or above it where there is no room. */
function placeBy(box: DOMRect): CSSProperties {
  const { innerWidth, innerHeight } = window;
  const left = Math.max(8, Math.min(box.left, innerWidth - 328));
  return box.bottom + 100 < innerHeight
    ? { left, top: box.bottom + 6 }
    : { left, top: "auto", bottom: innerHeight - box.top + 6 };
}
