"use strict";
// Reads answers aloud and takes dictation, both only where the browser does it on the device itself.
(() => {
  const readAloud = document.getElementById("read-aloud");
  const speak = document.getElementById("speak");
  const box = document.getElementById("message");
  const log = document.getElementById("log");
  const status = document.getElementById("status");

  const isEnglish = (language) => /^en\b/i.test(language);

  function tell(words) {
    status.textContent = words;
  }

  // Reading aloud

  const speech = window.speechSynthesis;
  const HEARD = ".block :is(h2, p, li, figcaption)";
  const UNHEARD = ".sources *, .sources-title";
  let reading = false;

  function localVoice() {
    const voices = speech.getVoices().filter((voice) => voice.localService === true && isEnglish(voice.lang));
    return voices.find((voice) => voice.lang === navigator.language) ?? voices[0];
  }

  function wordsOf(turn) {
    const parts = [...turn.querySelectorAll(HEARD)].filter((part) => !part.matches(UNHEARD));
    return parts.map((part) => part.innerText.trim()); // without the meanings, which wait for a tap
  }

  function read(turn) {
    const voice = localVoice();
    if (!turn || !voice) return;
    speech.cancel();
    for (const words of wordsOf(turn)) {
      const utterance = new SpeechSynthesisUtterance(words);
      utterance.voice = voice;
      speech.speak(utterance);
    }
  }

  function setReading(on) {
    reading = on;
    readAloud.setAttribute("aria-pressed", String(on));
    speech.cancel();
    if (on) read(log.lastElementChild);
  }

  function showReading() {
    readAloud.hidden = !localVoice();
  }

  function readAdded(changes) {
    const turns = changes.flatMap((change) => [...change.addedNodes]).filter((node) => node.matches?.(".turn"));
    if (reading) read(turns.at(-1));
  }

  function offerReading() {
    readAloud.addEventListener("click", () => setReading(!reading));
    speech.addEventListener?.("voiceschanged", showReading);
    document.addEventListener("submit", () => speech.cancel());
    addEventListener("pagehide", () => speech.cancel());
    new MutationObserver(readAdded).observe(log, { childList: true });
    showReading();
  }

  // Dictation

  const languages = [...navigator.languages.filter(isEnglish), "en-US"];
  let recognition = null;

  // A browser that does not know `processLocally` might ask a server.
  async function languageOnDevice(Recognition) {
    if (!Recognition?.available || !("processLocally" in Recognition.prototype)) return null;
    for (const language of languages) {
      const found = await Recognition.available({ langs: [language], processLocally: true });
      if (found === "available") return language;
    }
    return null;
  }

  function takeDown({ results }) {
    if (box.readOnly) return;
    const heard = [...results].map(([best]) => best.transcript.trim()).join(" ");
    box.value = [box.value.trimEnd(), heard].filter(Boolean).join(" ");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  }

  function onDeaf({ error }) {
    if (error !== "aborted") tell(status.dataset.unheard);
  }

  function onSilence() {
    recognition = null;
    speak.setAttribute("aria-pressed", "false");
    if (status.textContent === status.dataset.listening) tell("");
  }

  function listen(Recognition, language) {
    if (box.readOnly) return;
    speech?.cancel();
    recognition = new Recognition();
    recognition.lang = language;
    recognition.processLocally = true;
    recognition.addEventListener("result", takeDown);
    recognition.addEventListener("error", onDeaf);
    recognition.addEventListener("end", onSilence);
    recognition.start();
    speak.setAttribute("aria-pressed", "true");
    tell(status.dataset.listening);
  }

  async function offerDictation() {
    const Recognition = window.SpeechRecognition;
    const language = await languageOnDevice(Recognition);
    if (!language) return;
    speak.setAttribute("aria-pressed", "false");
    speak.hidden = false;
    speak.addEventListener("click", () => (recognition ? recognition.stop() : listen(Recognition, language)));
    document.addEventListener("submit", () => recognition?.abort());
    addEventListener("pagehide", () => recognition?.abort());
  }

  if (readAloud && log && speech) offerReading();
  if (speak && box) offerDictation().catch(() => {}); // not on this device: the button stays hidden
})();
