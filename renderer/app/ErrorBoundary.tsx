import { Component, type ReactNode } from 'react';
import { BrokenPage } from './BrokenPage';

type State = { broken: boolean };

/** A bug in a screen ends in plain words and a way on; what was saved is safe, because saving never waits for a screen. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { broken: false };

  static getDerivedStateFromError(): State {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? (
      <BrokenPage onAgain={() => this.setState({ broken: false })} />
    ) : (
      this.props.children
    );
  }
}
