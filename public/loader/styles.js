// The looks of the corner the widget stands in, and of the launcher: in the shadow root, so that nothing leaks out or in.
//
// `!important` on the host wins over every rule of the page, because it comes from the inner tree. The host is a column
// in a corner: launcher, notice, window. Sizes arrive as custom properties; system colours follow the scheme. What is
// said when there is no chat stands beside the launcher in every corner: where it would stand alone, and a margin away.

export const rules = `:host{all:initial!important;color-scheme:var(--scheme,inherit)!important;position:fixed!important;z-index:var(--z)!important;pointer-events:none!important;
display:flex!important;flex-direction:column-reverse!important;align-items:end!important;gap:12px!important;
inset-inline:auto var(--x)!important;inset-block:auto calc(var(--y) + env(safe-area-inset-bottom))!important;
font:15px/22px system-ui,sans-serif!important}
:host([position$=left]){align-items:start!important;inset-inline:var(--x) auto!important}
:host([position^=top]){flex-direction:column!important;inset-block:var(--y) auto!important}
*{box-sizing:border-box;pointer-events:auto;color:CanvasText}
[hidden],:is(p,span):empty{display:none!important}
button{position:relative;z-index:1;width:56px;height:56px;padding:0;border:0;border-radius:50%;cursor:pointer;
outline:1px solid #fff3;outline-offset:-1px;box-shadow:0 4px 16px #0004;
background:var(--chatlet-accent,var(--accent,color-mix(in srgb,CanvasText 75%,#7ca4dc)))}
button:focus-visible{outline:2px solid #fff;outline-offset:1px;box-shadow:0 0 0 6px #1d4ed8}
svg{display:block;width:30px;margin:auto;fill:none;stroke:var(--chatlet-on-accent,var(--on-accent,Canvas));stroke-width:1.75px;
stroke-linecap:round;stroke-linejoin:round}
svg:dir(rtl){scale:-1 1}
path{transform-origin:12px 12px;vector-effect:non-scaling-stroke}
path+path{transform:translate(-1.5px,1.4px) scaleX(.37)}
path:nth-child(2){transform:translateY(-2.4px) scaleX(.62)}
span{position:absolute;top:-4px;inset-inline-end:-4px;min-width:22px;padding:0 6px;border-radius:11px;
font:600 12px/22px system-ui,sans-serif;color:#fff;background:#c81e1e;outline:1px solid transparent}
p{position:absolute;margin:5px 68px;width:max-content;max-width:calc(100vw - var(--x) - 88px);padding:12px 16px;
border-radius:16px;background:Canvas;outline:1px solid #8883;box-shadow:0 4px 16px #0004}
@media(forced-colors:active){svg{stroke:CanvasText}}
@media print{:host{display:none!important}}`;
