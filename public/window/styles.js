// The looks of the window, behind which a quiet skeleton waits for the app, so that it is never a white box, and what moves.
//
// The speech mark of the launcher turns into a close mark. Where there is little height, the window covers its launcher: the
// app has a close button, too.

export const rules = `button{transition:scale .14s ease-out}
button:hover{scale:1.04}
path{transition:.16s ease-out}
[aria-expanded=true] path{opacity:0;transform:rotate(-45deg)}
[aria-expanded=true] path+path{opacity:1}
[aria-expanded=true] path:nth-child(2){transform:rotate(45deg)}
section{position:relative;overflow:hidden;border-radius:16px;background:Canvas;outline:1px solid #8883;box-shadow:0 12px 40px #0003;width:min(var(--w),100vw - 40px);
height:min(var(--h),100dvh - 96px - var(--y));transition:.14s ease-out}
section:not(.open){visibility:hidden;opacity:0;translate:0 4px}
section.full{position:fixed;inset:var(--top,0) 0 auto;width:100%;height:var(--height,100dvh);border-radius:0;
padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)}
section.max:not(.full){width:min(960px,100vw - 2*var(--x));height:calc(100dvh - 96px - var(--y))}
section.min:not(.full){height:64px}
section>button{all:unset;position:absolute;inset:0;cursor:pointer}
section>button:focus-visible{outline:2px solid color-mix(in srgb,CanvasText 20%,#3b82f6);outline-offset:-4px;border-radius:16px}
:host([mode=inline]){position:relative!important;inset:0!important;height:var(--h)!important}
:host([mode=inline]) section{width:100%;height:100%;box-shadow:none}
@media(max-height:600px){section:not(.full){position:absolute;bottom:0;height:calc(100dvh - var(--y) - 12px)}
:host([position^=top]) section:not(.full){inset-block:0 auto}}
iframe{position:relative;display:block;width:100%;height:100%;border:0;transition:opacity .14s ease-out}
section:not(.shows) iframe{opacity:0}
section:not(.full) i{display:none}
div{display:flex;align-items:start;max-width:min(288px,100vw - 2*var(--x));padding:4px;border-radius:16px;background:Canvas;
outline:1px solid #8883;box-shadow:0 12px 40px #0003}
div:empty{display:none}
div button{all:unset;box-sizing:border-box;min-width:36px;min-height:36px;padding:8px 12px;border-radius:12px;cursor:pointer;
color:CanvasText;text-align:start;overflow-wrap:anywhere}
div button+button{padding:7px 0;text-align:center;opacity:.7}
div button:hover{background:color-mix(in srgb,CanvasText 6%,Canvas);opacity:1}
div button:focus-visible{outline:2px solid color-mix(in srgb,CanvasText 20%,#3b82f6)}
@media(pointer:coarse){div button{min-width:44px;min-height:44px;padding-block:11px}}
section::before,section::after{content:"";position:absolute;inset:20px auto auto 20px;inset-inline:20px auto;width:56%;
height:44px;border-radius:16px;background:CanvasText;opacity:.06;box-shadow:0 88px CanvasText,0 148px CanvasText}
section::after{inset:auto 20px 20px;width:auto;box-shadow:none}
.shows::before,.shows::after{display:none!important}
@media(prefers-reduced-motion){*{transition:none!important}}`;
