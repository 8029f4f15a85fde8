// In every document before its own scripts: remembers the memories of WebAssembly. Asking the engine for all objects of
// that kind ends the tab when the app comes in two modules.
(() => {
  window.__memories = new Set();
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const make = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await make.apply(WebAssembly, given);
      for (const member of Object.values((made.instance ?? made).exports)) {
        if (member instanceof WebAssembly.Memory) window.__memories.add(member);
      }
      return made;
    };
  }
})();
