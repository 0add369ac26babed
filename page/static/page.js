"use strict";
// Makes the page livelier. Without this file every form is still a plain post.
(() => {
  const LONGEST = 1000;
  const COUNTED_FROM = 900;
  const PATIENCE = 1000;
  const PAUSES = [2000, 4000, 8000, 15000];
  const THANKS = 4000;
  const AWAY = [502, 503, 504];
  const OUT_OF_DATE = 403;
  const LARGEST = 3;
  const USUAL = 1;
  const SIZE_KEY = "guide-text-size";

  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const box = byId("message");
  const words = { ...byId("status")?.dataset };

  // The message under way, from its sending until its answer: { form, values, typed, tries, timer, turn, known }.
  let exchange = null;
  let boxIsNext = false;
  let told = "";

  function tell(text) {
    const status = byId("status");
    if (status.textContent !== text) status.textContent = text;
    told = text;
  }

  /** Takes back words of ours, if they are still there. */
  function hush(text) {
    if (byId("status").textContent === text) tell("");
  }

  // Sending

  const lengthOf = (text) => [...text].length;
  const figure = (number) => number.toLocaleString("en");

  function count() {
    const length = lengthOf(box.value);
    const { words: shown = "" } = byId("count").dataset;
    byId("count").textContent =
      length < COUNTED_FROM ? "" : shown.replace("{count}", figure(length)).replace("{limit}", figure(LONGEST));
    if (length > LONGEST) return;
    box.removeAttribute("aria-invalid");
    hush(words.toolong);
  }

  function boxCanGo() {
    if (lengthOf(box.value) > LONGEST) {
      box.setAttribute("aria-invalid", "true");
      tell(words.toolong);
      return false;
    }
    if (box.value.trim()) return true;
    box.focus();
    return false;
  }

  function valuesOf(form, submitter) {
    const values = new FormData(form);
    if (submitter?.name) values.append(submitter.name, submitter.value);
    return values;
  }

  function begin(form, submitter) {
    const typed = form.contains(box) ? box.value : null;
    exchange = { form, values: valuesOf(form, submitter), typed, tries: 0, timer: 0, turn: "", known: false };
    form.setAttribute("aria-busy", "true");
    box.readOnly = typed !== null;
    tell("");
  }

  /** One message at a time: what is typed meanwhile goes next, what is tapped meanwhile belongs to an old question. */
  function wait(form) {
    if (form.contains(box) && exchange.typed === null && boxCanGo()) boxIsNext = true;
    if (exchange.timer) sendAgain();
  }

  function onSubmit(event) {
    const form = event.target;
    if (!form.matches("#chat form[hx-post]") || exchange?.again) return;
    const busy = Boolean(exchange);
    const refused = !busy && form.contains(box) && !boxCanGo();
    if (busy || refused) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (busy) wait(form);
    else if (!refused && window.htmx) begin(form, event.submitter);
  }

  // What is sent again is what was sent first, whatever has been ticked since.
  function onConfigure(event) {
    if (event.target === exchange?.form) event.detail.parameters = exchange.values;
  }

  function onSend(event) {
    if (event.target !== exchange?.form || exchange.tries) return;
    exchange.slow = setTimeout(() => tell(words.sending), PATIENCE);
  }

  // Answers

  function onAnswer(event) {
    const { detail } = event;
    if (!exchange || detail.requestConfig.elt !== exchange.form) return;
    const { status } = detail.xhr;
    const answer = new DOMParser().parseFromString(detail.serverResponse, "text/html");
    const turn = status < 300 && answer.querySelector("article.turn[id]");
    detail.shouldSwap = Boolean(turn);
    if (turn) {
      exchange.turn = turn.id;
      exchange.known = Boolean(byId(turn.id));
      if (exchange.known) detail.swapOverride = "none"; // the other parts of the answer are taken in all the same
    } else if (status < 300 || AWAY.includes(status)) sendLater();
    else refuse(status === OUT_OF_DATE ? words.reload : answer.getElementById("status")?.textContent.trim());
  }

  function onEnd() {
    clearTimeout(exchange?.slow);
    if (exchange?.turn) finish();
  }

  function onLost(event) {
    if (event.detail.requestConfig.elt === exchange?.form) sendLater();
  }

  function release() {
    exchange.form.removeAttribute("aria-busy");
    clearTimeout(exchange.slow);
    exchange = null;
    box.readOnly = false;
  }

  function refuse(why) {
    release();
    boxIsNext = false;
    tell(why || words.reload);
  }

  function finish() {
    const { typed, tries, turn, known } = exchange;
    release();
    const wasTaken = tries || !known; // a first try that brings an old answer had an old id: it was not read
    if (wasTaken && box.value === typed) {
      box.value = "";
      count();
    }
    hush(told);
    if (tries) thank();
    if (typed === null) focusOnLive();
    show(byId(turn));
    if (boxIsNext) setTimeout(() => byId("send").click());
    boxIsNext = false;
  }

  function thank() {
    tell(words.sent);
    setTimeout(() => hush(words.sent), THANKS);
  }

  // Sending again

  function sendLater() {
    tell(navigator.onLine ? words.away : words.offline);
    exchange.timer = setTimeout(sendAgain, PAUSES[Math.min(exchange.tries, PAUSES.length - 1)]);
    exchange.tries += 1;
  }

  function sendAgain() {
    if (!exchange?.timer) return;
    clearTimeout(exchange.timer);
    exchange.timer = 0;
    exchange.again = true;
    window.htmx.trigger(exchange.form, "submit");
    if (exchange) exchange.again = false;
  }

  // Focus and sight

  /** The tapped button is gone; whoever has gone elsewhere meanwhile is left there. */
  function focusOnLive() {
    const active = document.activeElement;
    if (!active || active === document.body) byId("live").focus({ preventScroll: true });
  }

  /** The style sheet says how it moves there, and whether at all. */
  function show(turn, behavior = "auto") {
    const said = turn?.querySelector(".said");
    const isLong = said && said.offsetHeight > innerHeight / 3;
    const start = (isLong && turn.querySelector(".block")) || turn;
    start?.scrollIntoView({ block: "start", behavior });
  }

  function showLast() {
    const turns = document.querySelectorAll("#log .turn");
    if (turns.length > 1 && !location.hash) show(turns[turns.length - 1], "instant");
  }

  function onSwapped(event) {
    if (!exchange && event.detail.target?.id === "log") showLast();
  }

  // Keys

  function onKey(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && event.target === box && !event.shiftKey) {
      event.preventDefault();
      byId("send").click();
    } else if (event.key === "Escape") closeMenu(event);
  }

  function closeMenu(event) {
    const menu = document.querySelector("#tools details[open]");
    if (!menu) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary").focus();
  }

  // Text size

  function keptSize() {
    try {
      return Number(localStorage.getItem(SIZE_KEY) ?? USUAL);
    } catch {
      return USUAL;
    }
  }

  function keepSize(size) {
    try {
      localStorage.setItem(SIZE_KEY, String(size));
    } catch {
      // Storage may be blocked: then the size holds for this page alone.
    }
  }

  const within = (wished) => Math.min(LARGEST, Math.max(0, wished || 0));
  let size = within(keptSize());

  function showSizes() {
    for (let each = 0; each <= LARGEST; each += 1) root.classList.toggle(`size-${each}`, each === size);
    for (const button of document.querySelectorAll("[data-size]")) {
      const next = size + Number(button.dataset.size);
      button.setAttribute("aria-disabled", String(next !== within(next)));
      button.hidden = false;
    }
  }

  function onClick(event) {
    const button = event.target.closest?.("[data-size]");
    if (!button) return;
    size = within(size + Number(button.dataset.size));
    keepSize(size);
    showSizes();
  }

  function start() {
    showSizes();
    document.addEventListener("click", onClick);
    if (!byId("chat") || !box) return;
    document.addEventListener("submit", onSubmit, true);
    document.addEventListener("keydown", onKey);
    document.addEventListener("visibilitychange", () => document.hidden || sendAgain());
    addEventListener("online", sendAgain);
    box.addEventListener("input", count);
    const htmxEvents = {
      configRequest: onConfigure,
      beforeSend: onSend,
      beforeSwap: onAnswer,
      afterRequest: onEnd,
      sendError: onLost,
      timeout: onLost,
      sendAbort: onLost,
      onLoadError: onLost,
      afterSwap: onSwapped,
    };
    for (const [name, listener] of Object.entries(htmxEvents)) document.addEventListener(`htmx:${name}`, listener);
    count();
    showLast();
  }

  start();
})();
