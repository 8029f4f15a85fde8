// The looks of a search bar. A page sets the accent as for the launcher, and the rest by `::part(form)`, `input`, `button`
// and `list`.

export const rules = `:host{display:block!important;position:relative}
*{box-sizing:border-box;margin:0;font:inherit}
form{display:flex;align-items:center;gap:4px;padding:4px;border:1px solid #8886;border-radius:26px;background:Canvas;color:CanvasText;
font:16px/24px system-ui,sans-serif;box-shadow:0 2px 8px #0001;transition:border-color .14s ease-out}
form:focus-within{border-color:var(--chatlet-accent,color-mix(in srgb,CanvasText 20%,#3b82f6));outline:1px solid var(--chatlet-accent,color-mix(in srgb,CanvasText 20%,#3b82f6))}
input{flex:1;min-width:0;height:44px;padding:0 16px;border:0;outline:0;background:none;color:inherit;text-overflow:ellipsis}
input::placeholder{color:inherit;opacity:.65}
button{flex:none;width:44px;height:44px;padding:0;border:0;border-radius:50%;cursor:pointer;
background:var(--chatlet-accent,color-mix(in srgb,CanvasText 75%,#7ca4dc))}
button:focus-visible{outline:2px solid color-mix(in srgb,CanvasText 20%,#3b82f6);outline-offset:2px}
svg{display:block;width:24px;margin:auto;fill:none;stroke:var(--chatlet-on-accent,Canvas);stroke-width:1.75px;stroke-linecap:round;
stroke-linejoin:round}
ul{position:absolute;z-index:2;inset-inline:0;top:calc(100% + 4px);max-height:320px;overflow:auto;padding:4px;border-radius:16px;list-style:none;
background:Canvas;color:CanvasText;font:15px/22px system-ui,sans-serif;outline:1px solid #8883;box-shadow:0 12px 40px #0003}
ul:empty{display:none}
li{padding:11px 16px;border-radius:12px;cursor:pointer;overflow-wrap:anywhere}
li:hover,[aria-selected=true]{background:color-mix(in srgb,CanvasText 8%,Canvas)}
@media(prefers-reduced-motion){*{transition:none!important}}
@media(forced-colors:active){[aria-selected=true]{outline:2px solid Highlight}svg{stroke:ButtonText}}`;
