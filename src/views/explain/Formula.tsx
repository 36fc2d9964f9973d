import { useEffect, useRef } from "react";

/** A formula, set as MathML from TeX. The typesetter is fetched with the first formula. */
export function Formula({ tex }: { readonly tex: string }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let current = true;
    void import("temml").then(({ default: temml }) => {
      if (current && ref.current !== null) temml.render(tex, ref.current, { displayMode: true });
    });
    return () => {
      current = false;
    };
  }, [tex]);
  return <div ref={ref} />;
}
