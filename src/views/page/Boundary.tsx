import { Component, type ReactNode } from "react";
import { english } from "../../messages/en/catalogue.ts";

/** Keeps a failing view from taking the page with it. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <p role="alert">
        {english.app.crash}{" "}
        <button type="button" onClick={() => this.setState({ failed: false })}>
          {english.app.retry}
        </button>
      </p>
    );
  }
}
