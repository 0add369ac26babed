"use strict";
// Runs before a page's own scripts, and notes when a text can first be seen.
window.bench = (() => {
  const SHORTEST_LINE = 6;
  const PATIENCE = 60_000;

  function* textNodes(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (node.data.trim()) yield node;
      } else if (node.shadowRoot) yield* textNodes(node.shadowRoot);
    }
  }

  /** In the window, not clipped, not covered: what lies at the place of the line is the text. */
  function isLineSeen(element, line) {
    if (line.height < SHORTEST_LINE || line.width < 1) return false;
    const root = element.getRootNode();
    const top = root.elementFromPoint(line.left + Math.min(line.width / 2, 20), line.top + line.height / 2);
    return Boolean(top) && element.contains(top);
  }

  /** Some line of the text can be seen, and is not transparent. */
  function isSeen(node) {
    const element = node.parentElement;
    if (!element?.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].some((line) => isLineSeen(element, line));
  }

  /** The text that is waited for: it starts with some words, or is the first text that shows inside of an element. */
  function isThere({ start, inside }) {
    const root = inside ? document.querySelector(inside) : document.documentElement;
    if (!root) return false;
    for (const node of textNodes(root)) {
      if ((inside || node.data.trim().startsWith(start)) && isSeen(node)) return true;
    }
    return false;
  }

  /** Resolves with the time (ms since the navigation began) at which the frame that shows the text has been drawn. */
  function seen(wanted) {
    const since = performance.now();
    return new Promise((resolve, reject) => {
      const look = () => {
        if (performance.now() - since > PATIENCE) {
          reject(new Error(`not seen: ${wanted.start ?? wanted.inside}`));
          return;
        }
        if (!isThere(wanted)) {
          requestAnimationFrame(look);
          return;
        }
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      };
      look();
    });
  }

  const firstPaint = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;

  /** When Enter or a tap reaches the page. */
  function sent() {
    return new Promise((resolve) => {
      const note = (event) => {
        if (event.type === "keydown" && event.key !== "Enter") return;
        removeEventListener("keydown", note, true);
        removeEventListener("click", note, true);
        resolve(event.timeStamp);
      };
      addEventListener("keydown", note, true);
      addEventListener("click", note, true);
    });
  }

  let greeted;
  let replied;

  return {
    expectGreeting(start) {
      greeted = seen({ start });
    },
    greeting: async () => Math.max(await greeted, firstPaint()),
    expectReply(wanted) {
      const pressed = sent();
      replied = pressed.then(async (begun) => (await seen(wanted)) - begun);
    },
    reply: () => replied,
    /** How long (ms) the server took over the newest request to a path. */
    serverTime(path) {
      const requests = performance.getEntriesByType("resource").filter((entry) => new URL(entry.name).pathname === path);
      const last = requests[requests.length - 1];
      return last.responseStart - last.requestStart;
    },
  };
})();
