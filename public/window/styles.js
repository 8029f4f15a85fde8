// The looks of the window, behind which a quiet skeleton waits for the app, so that it is never a white box.

export const rules = [
  `section{position:relative;overflow:hidden;width:min(var(--w),100vw - 40px);
height:min(var(--h),100dvh - 96px - var(--y));transition:.14s ease-out}`,
  `section:not(.open){visibility:hidden;opacity:0;translate:0 4px}`,
  `section.full{position:fixed;inset:var(--top,0) 0 auto;width:100%;height:var(--height,100dvh);border-radius:0;
padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)}`,
  `:host([mode=inline]){position:relative!important;inset:0!important;height:var(--h)!important}`,
  `:host([mode=inline]) section{width:100%;height:100%;box-shadow:none}`,
  // Where there is little height, the window covers its launcher: the app has a close button, too.
  `@media(max-height:600px){section:not(.full){position:absolute;bottom:0;height:calc(100dvh - var(--y) - 12px)}
:host([position^=top]) section:not(.full){inset-block:0 auto}}`,

  `iframe{position:relative;display:block;width:100%;height:100%;border:0;transition:opacity .14s ease-out}`,
  `section:not(.shows) iframe{opacity:0}`,
  `section:not(.full) i{display:none}`,

  `section::before,section::after{content:"";position:absolute;inset:20px auto auto 20px;inset-inline:20px auto;width:56%;
height:44px;border-radius:16px;background:CanvasText;opacity:.06;box-shadow:0 88px CanvasText,0 148px CanvasText}`,
  `section::after{inset:auto 20px 20px;width:auto;box-shadow:none}`,
  `.shows::before,.shows::after{display:none!important}`,
];
