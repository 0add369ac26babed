"use strict";
// Puts the guide on a page of another site: a button that opens it in a frame. See docs/embedding.md.
(() => {
  const WORDS = {
    launcher: "Ask about muscle loss",
    panel: "Muscle atrophy guide",
    close: "Close",
    apart: "Open the guide in a new tab",
  };
  const LOADED_ONCE = Symbol.for("muscle-atrophy-guide");
  const TOKEN_KEY = "muscle-atrophy-guide";
  const FRAME_PATIENCE = 15000;

  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    button, a { font: 600 16px/1.3 system-ui, sans-serif; color: #fff; background: #0b5c73; cursor: pointer; }
    button { min-block-size: 48px; min-inline-size: 48px; padding: 12px 20px; border: 2px solid transparent; }
    button:hover { background: #084659; }
    :focus-visible { outline: 3px solid #0b5c73; outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
    #launcher, #panel { position: fixed; inset-block-end: 16px; right: 16px; z-index: 2147483000; }
    .left #launcher, .left #panel { right: auto; left: 16px; }
    #launcher { border-radius: 28px; max-inline-size: calc(100vw - 32px); box-shadow: 0 4px 16px #0005; }
    #panel { display: flex; flex-direction: column; inline-size: 400px; block-size: 640px;
      max-inline-size: calc(100vw - 32px); max-block-size: calc(100vh - 112px); inset-block-end: 88px;
      overflow: hidden; border: 1px solid #5b7077; border-radius: 16px; background: #fff;
      box-shadow: 0 8px 32px #0006; }
    #top { display: flex; flex: none; align-items: center; justify-content: space-between; gap: 8px;
      padding-inline-start: 16px; color: #fff; background: #0b5c73; font: 600 16px/1.3 system-ui, sans-serif; }
    #top button { border-radius: 0; }
    #top :focus-visible { outline-color: #fff; outline-offset: -6px; box-shadow: none; }
    #apart { flex: none; padding: 16px; }
    iframe { flex: 1; inline-size: 100%; min-block-size: 0; border: 0; background: Canvas; color-scheme: light dark; }
    @media (prefers-color-scheme: dark) {
      #panel { background: #10181b; }
      #launcher:focus-visible { outline-color: #fff; box-shadow: 0 0 0 3px #10181b; }
    }
    @media (prefers-reduced-motion: no-preference) {
      #panel { animation: rise 0.15s ease-out; }
      @keyframes rise { from { opacity: 0; translate: 0 12px; } }
    }
    @media (max-width: 480px), (max-height: 480px) {
      #panel, .left #panel { inset: 0; inline-size: auto; block-size: auto; max-inline-size: none; max-block-size: none;
        border: 0; border-radius: 0; }
      .open #launcher { display: none; }
    }
    @media (forced-colors: active) {
      button { border-color: ButtonText; color: ButtonText; }
      #top { border-block-end: 1px solid CanvasText; color: CanvasText; }
      :focus-visible, #top :focus-visible { outline-color: Highlight; }
    }
    @media print { :host, #launcher, #panel { display: none !important; } }
  `;

  const script = document.currentScript ?? document.querySelector('script[src$="/embed.js"]');

  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  /** The conversation's token, kept for this tab by the page around; where storage is blocked, a reload begins anew. */
  function tokenStore(key) {
    return {
      read() {
        try {
          return sessionStorage.getItem(key);
        } catch {
          return null;
        }
      },
      keep(token) {
        try {
          if (typeof token === "string") sessionStorage.setItem(key, token);
          else sessionStorage.removeItem(key);
        } catch {
          // Nothing is kept, and nothing else is lost.
        }
      },
    };
  }

  function makeFrame(base, withVoice) {
    const frame = make("iframe", { title: WORDS.panel, referrerpolicy: "no-referrer" });
    if (withVoice) frame.allow = "microphone; on-device-speech-recognition";
    frame.src = new URL("frame", base).href;
    return frame;
  }

  /** Speaks with the guide's page in the frame, and with nothing else. */
  function converse(frame, guide, { onReady, onClose }) {
    const tokens = tokenStore(`${TOKEN_KEY} ${guide}`);
    const send = (message) => frame.contentWindow?.postMessage(message, guide);
    const answers = {
      ready() {
        onReady();
        const token = tokens.read();
        if (token) send({ guide: "resume", token });
      },
      session: ({ token }) => tokens.keep(token),
      close: onClose,
    };
    frame.addEventListener("load", () => send({ guide: "hello" }));
    addEventListener("message", ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== guide) return;
      if (Object.hasOwn(answers, data?.guide)) answers[data.guide](data);
    });
  }

  function build({ label, side, open, voice }, base) {
    const state = { "aria-expanded": "false", "aria-controls": "panel" };
    const launcher = make("button", { type: "button", id: "launcher", ...state }, label || WORDS.launcher);
    const close = make("button", { type: "button" }, WORDS.close);
    const apart = make("a", { id: "apart", href: base.href, target: "_blank", rel: "noopener noreferrer", hidden: "" });
    apart.append(WORDS.apart);
    const top = make("div", { id: "top" }, make("span", {}, WORDS.panel), close);
    const panel = make("div", { id: "panel", role: "dialog", "aria-label": WORDS.panel, hidden: "" }, top, apart);
    const all = make("div", { class: side === "left" ? "left" : "right" }, launcher, panel);
    let frame = null;

    function load() {
      frame = makeFrame(base, voice === "true");
      const lateness = setTimeout(() => (apart.hidden = false), FRAME_PATIENCE);
      const onReady = () => {
        clearTimeout(lateness);
        apart.hidden = true;
      };
      converse(frame, base.origin, { onReady, onClose: () => show(false) });
      panel.append(frame);
    }

    function show(visible, moveFocus = true) {
      if (panel.hidden !== visible) return;
      if (visible && !frame) load();
      panel.hidden = !visible;
      all.classList.toggle("open", visible);
      launcher.setAttribute("aria-expanded", String(visible));
      if (moveFocus) (visible ? frame : launcher).focus();
    }

    launcher.addEventListener("click", () => show(panel.hidden));
    close.addEventListener("click", () => show(false));
    all.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) show(false);
    });
    return { all, start: () => open === "true" && show(true, false) };
  }

  function start() {
    const base = new URL(".", script.src);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const place = make("muscle-atrophy-guide");
    const shadow = place.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    const guide = build(script.dataset, base);
    shadow.append(guide.all);
    document.body.append(place);
    guide.start();
  }

  if (!script || window[LOADED_ONCE]) return;
  window[LOADED_ONCE] = true;
  if (document.body) start();
  else addEventListener("DOMContentLoaded", start);
})();
