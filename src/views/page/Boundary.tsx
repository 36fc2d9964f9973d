import { Component, Suspense, type ContextType, type ReactNode } from "react";
import { MessagesContext } from "../../messages/MessagesContext.ts";
import { Waiting } from "./Waiting.tsx";

/** Keeps a failing view from taking the page with it, and stands in for one that is being loaded. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  static override contextType = MessagesContext;
  declare context: ContextType<typeof MessagesContext>;
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed)
      return (
        <Suspense fallback={<Waiting text={this.context?.progress.starting ?? ""} />}>{this.props.children}</Suspense>
      );
    return (
      <p role="alert">
        {this.context?.app.crash}{" "}
        <button type="button" onClick={() => this.setState({ failed: false })}>
          {this.context?.app.retry}
        </button>
      </p>
    );
  }
}
