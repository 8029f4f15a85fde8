// The page's other tools: each notes what it is told.

const note = (who) => (...given) => void window.told.push([who, ...given.map((value) => (value instanceof Error ? value.message : value))]);

export const captureException = note("sentry");
export const analytics = { track: note("segment") };
const posthog = { capture: note("posthog") };
export const usePostHog = () => posthog;
