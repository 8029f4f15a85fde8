// Looks whether the widget's origin is served as it should be, and says of each thing what it found.

const findings = document.getElementById("findings");
let failures = 0;

const say = (ok, text) => {
  failures += ok ? 0 : 1;
  const item = document.createElement("li");
  item.textContent = `${ok ? "Right" : "Wrong"}: ${text}`;
  item.dataset.ok = String(ok);
  findings.append(item);
};

const header = (answer, name) => answer.headers.get(name) || "";

const look = async (path, what, checks) => {
  let answer;
  try {
    answer = await fetch(path, { cache: "no-store" });
  } catch (error) {
    return say(false, `${what} (${path}) cannot be fetched: ${error.message}`);
  }
  if (!answer.ok) return say(false, `${what} (${path}) answers ${answer.status}`);
  const wrong = checks.filter(([is]) => !is(answer)).map(([, text]) => text);
  say(!wrong.length, wrong.length ? `${what} (${path}): ${wrong.join("; ")}` : `${what} (${path})`);
  return answer;
};

const isType = (type) => [(answer) => header(answer, "content-type").startsWith(type), `Content-Type must be ${type}`];
const isShared = [(answer) => header(answer, "access-control-allow-origin") == "*", "Access-Control-Allow-Origin: * is missing"];
const isOpen = [(answer) => header(answer, "cross-origin-resource-policy") == "cross-origin", "Cross-Origin-Resource-Policy: cross-origin is missing"];
const isImmutable = [(answer) => header(answer, "cache-control").includes("immutable"), "it should be cached for ever (immutable)"];
const isAskedAgain = [(answer) => !/immutable|max-age=[1-9]\d{3}/.test(header(answer, "cache-control")), "it must not be cached for long"];

const run = async () => {
  const loader = await look("chatlet.js", "The loader", [isType("text/javascript"), isShared, isOpen, isAskedAgain]);
  const text = loader ? await loader.text() : "";
  const [script] = text.match(/chatlet-window-[0-9a-f]{16}\.js/) || [];
  if (script) await look(script, "The loader's second step", [isType("text/javascript"), isShared, isOpen, isImmutable]);
  else say(false, "the loader names no second step");

  const page = await look("./", "The app's page", [isType("text/html"), isAskedAgain, isOpen]);
  if (page) {
    const policy = header(page, "content-security-policy");
    say(/frame-ancestors/.test(policy), "frame-ancestors is in the page's Content-Security-Policy");
    say(!/frame-ancestors[^;]*\*/.test(policy), "frame-ancestors names pages, not everybody");
    say(/'wasm-unsafe-eval'/.test(policy) && !/'unsafe-inline'/.test(policy), "the policy lets WebAssembly compile, and nothing inline");
    say(!header(page, "x-frame-options"), "no X-Frame-Options contradicts it");
    const html = await page.text();
    const [module] = html.match(/[\w-]+_bg\.wasm/) || [];
    if (module) await look(module, "The app", [isType("application/wasm"), isImmutable]);
    else say(false, "the app's page names no WebAssembly");
    const route = await fetch("menu", { cache: "no-store" });
    say(route.ok && (await route.text()) == html, "routes of the app (/menu) answer with its page");
  }

  const file = await look("chatlet.json", "What the deployer sets", [isType("application/json"), isAskedAgain]);
  const deployment = file && (await file.json().catch(() => say(false, "chatlet.json is not JSON")));
  if (deployment) {
    const { api, allowedOrigins } = deployment;
    say(Array.isArray(allowedOrigins) && allowedOrigins.length > 0, "allowedOrigins names the pages that may embed");
    say(!allowedOrigins?.includes("*"), "allowedOrigins does not say *, which is for demonstrations");
    try {
      const answer = await fetch(new URL("api/v1/chat/config", `${api}/`), { headers: { authorization: "Bearer check" } });
      say([401, 403, 200].includes(answer.status), `the chat API answers this origin (${answer.status})`);
    } catch {
      say(false, `the chat API (${api}) does not answer this origin: CORS, connect-src or the network`);
    }
  }
  document.getElementById("summary").textContent = failures ? `${failures} of ${findings.children.length} are wrong.` : "Everything is right.";
  document.documentElement.dataset.failures = String(failures);
};

void run();
