// Constants of a build; otherwise not defined at all.

/** Address of the app. */
declare const __CHATLET_APP__: string;
/** The deployer's `defaults`. */
declare const __CHATLET_DEFAULTS__: object;
/** File name of the launcher's words. */
declare const __CHATLET_WORDS__: string;
/** File name of the window's script. */
declare const __CHATLET_WINDOW__: string;

type Settings = import("../chatlet").ChatletSettings;

/** The options of one widget, read and with their defaults. */
type ReadOptions = Settings &
  Required<
    Pick<
      Settings,
      | "instance" | "mode" | "position" | "offsetX" | "offsetY" | "zIndex" | "width" | "height" | "preload" | "dir"
      | "theme" | "dataLayer" | "broadcast"
    >
  > & { /** Something the page says does not fit. */ doubtful?: boolean };

/** An event as a handler gets it. */
type ChatletEvent = Readonly<Record<string, unknown>> & { readonly name: string };

/** Whether the app can be reached. */
type Reach = Exclude<import("../chatlet").ChatletState, "new" | "destroyed">;

/** What an `error` event of the loader's own says. */
interface Failure {
  type: string;
  code: string;
  message: string;
  retryable: boolean;
}

/** A message on the private line. */
type LineMessage = { type: string } & Record<string, unknown>;

/** What is on the screen. */
interface ScreenState {
  open: boolean;
  /** Whether the visitor opened it, so that the focus may move. */
  byVisitor: boolean;
  /** What had the focus before. */
  opener?: HTMLElement;
  /** Whether the window covers the page when it is open. */
  covers: boolean;
  /** Whether the app runs. */
  ready: boolean;
  /** Whether it has something to show, be it why it does not run. */
  shows: boolean;
  failed: boolean;
  /** Whether somebody has waited for the chat, and must be told that there is none. */
  awaited: boolean;
  hidden: boolean;
  unread: number;
  scheme: string;
  dir: string;
  language?: string;
  /** The launcher's words, once the app has told them in the visitor's language. */
  labels?: import("./labels.js").Labels;
}

/** What a dialect is given of a widget, once, when the widget starts. */
interface DialectHost {
  /** The widget as the page commands it; it tells the dialect every event. `window.Chatlet` knows the others. */
  widget: import("../chatlet").ChatletWidget;
  /** As the page wrote them: attributes are text. */
  options: Readonly<Record<string, unknown>>;
  /** Origin of the app: where a message of the other widget's frame would have come from. */
  origin: string;
  /** Name of the tag manager's array, or `off`. */
  dataLayer: string;
  /** Ends with the widget. */
  signal: AbortSignal;
}

/** What the launcher's script gives to the window's; a build gives the two names that belong together. */
interface WindowHost {
  /** Address of the app. */
  app: string;
  /** Address of the folder of the loader's scripts. */
  folder: string;
  /** The loader's own. */
  tag: Element | null;
  /** The options as the page wrote them. */
  given: object;
  options: ReadOptions;
  /** What the page has of this widget. */
  api: object;
  state: Readonly<ScreenState>;
  corner: Corner;
  /** Ends everything; its reason is what unanswered commands reject with. */
  signal: AbortSignal;
  /** Changes what is on the screen. */
  update(changes: Partial<ScreenState>): unknown;
  /** Looks at the page and at the options anew. */
  look(): unknown;
  /** Raises an event of the loader's own. */
  raise(name: string, fields?: object, privateFields?: object): void;
  /** Passes on an event of the app's, with and without its private fields; both frozen. */
  emit(event: ChatletEvent, safe: ChatletEvent): void;
  /** There is no chat; `shows` when the app explains it in its window. */
  fail(failure: Failure, shows?: boolean): void;
  open(source: string, byVisitor: boolean, message?: unknown): Promise<unknown>;
  /** Closes the window; by the visitor, unless another source is named. */
  close(source?: string): void;
}

/** The host element in the corner of the page, and the launcher in it. */
interface Corner {
  host: HTMLElement;
  shadow: ShadowRoot;
  button: HTMLElement;
  /** Takes over options that have changed: place, sizes, order. */
  arrange(): void;
  /** Sets custom properties of the host. */
  setProperties(properties: Record<string, string>): void;
}

/** What the window's script gives back. */
interface ChatletWindow {
  /** Draws the state, which has changed, and tells the app what concerns it. */
  render(): unknown;
  /** What a look at the page's styles says. */
  looks(): Partial<ScreenState>;
  status(): Reach;
  /** The page's commands by their names, and those of the launcher's script: `load`, `opened`, `closed`, `address`, `tease`. */
  commands: Record<string, (...given: any[]) => unknown>;
}
