// As much of React as the module uses: the page brings the real one.

declare module "react" {
  export type ReactNode = unknown;
  export type Context<Value> = { Provider: unknown; value?: Value };
  export function createContext<Value>(value: Value): Context<Value>;
  export function useContext<Value>(context: Context<Value>): Value;
  export function createElement(type: unknown, properties: object, ...children: unknown[]): object;
  export function useEffect(effect: () => void | (() => void), dependencies?: unknown[]): void;
  export function useRef<Value>(value: Value): { current: Value };
  export function useState<Value>(create: () => Value): [Value, (value: Value) => void];
}
