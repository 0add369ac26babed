"use strict";
// The page inside the frame of another site. It speaks with that site only if the guide's settings name it.
(() => {
  const origins = (document.body.dataset.origins ?? "").split(/\s+/).filter(Boolean);
  const log = document.getElementById("log");
  const chat = document.getElementById("chat");
  const composer = document.getElementById("composer");
  const tokens = () => document.querySelectorAll("input[name=session]");

  let host = "";
  let told;
  let resuming = "";

  function tell(guide, more = {}) {
    if (host) parent.postMessage({ guide, ...more }, host);
  }

  function tellSession(token) {
    if (told === token) return;
    told = token;
    tell("session", { token });
  }

  const hasBegun = () => (log?.querySelectorAll(".turn").length ?? 0) > 1; // a last page has no log

  function onMessage({ source, origin, data }) {
    if (source !== parent || !origins.includes(origin)) return;
    if (data?.guide === "hello") greet(origin);
    else if (data?.guide === "resume" && origin === host) resume(data.token);
  }

  function greet(origin) {
    host = origin;
    tell("ready");
    tellBegun();
  }

  /** A conversation is worth keeping once something has been said, and until it is deleted. */
  function tellBegun() {
    const token = tokens()[0]?.value;
    if (!host) return;
    if (token && hasBegun()) tellSession(token);
    else if (told) tellSession(null);
  }

  // Taking up a conversation from before the host page was loaded anew

  function resume(token) {
    const isBusy = document.querySelector("form[aria-busy]");
    if (!log || !token || typeof token !== "string" || hasBegun() || isBusy || resuming) return;
    resuming = token;
    chat.inert = true;
    log.setAttribute("aria-live", "off");
    const address = composer.getAttribute("action").replace(/messages$/, "transcript");
    const settings = { target: "#log", swap: "innerHTML", values: { session: token } };
    window.htmx.ajax("POST", address, settings).then(endResume, endResume);
  }

  function onTranscript({ detail }) {
    if (!resuming) return;
    const page = new DOMParser().parseFromString(detail.serverResponse, "text/html");
    detail.shouldSwap = detail.xhr.status === 200 && page.querySelectorAll(".turn").length > 1;
    if (!detail.shouldSwap) tellSession(null);
  }

  function onTakenUp() {
    if (!resuming) return;
    for (const input of tokens()) input.value = resuming;
    told = resuming;
  }

  function endResume() {
    resuming = "";
    chat.inert = false;
    setTimeout(() => log.removeAttribute("aria-live"), 1000);
  }

  // What ends a conversation: the host page forgets it at once, so that it never asks for one that is deleted.
  function onSubmit(event) {
    if (event.defaultPrevented || !/\/(restart|delete)$/.test(event.target.getAttribute("action"))) return;
    tellSession(null);
  }

  function onKey(event) {
    if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) tell("close");
  }

  if (parent === window) return;
  addEventListener("message", onMessage);
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("htmx:beforeSwap", onTranscript);
  document.addEventListener("htmx:afterSwap", onTakenUp);
  document.addEventListener("htmx:afterRequest", tellBegun);
})();
