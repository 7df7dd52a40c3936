/* What a browser offers to speak with, without sound. A piece ends when the test says so: `voice.end()`. */
(voices) => {
  class Utterance extends EventTarget { constructor(text) { super(); this.text = text; } }
  class Synthesis extends EventTarget {
    queue = []; paused = false; said = []; cancelled = 0;
    get speaking() { return this.queue.length > 0; }
    get pending() { return this.queue.length > 1; }
    getVoices() { return voices; }
    speak(utterance) {
      this.queue.push(utterance);
      this.said.push({ text: utterance.text, rate: utterance.rate, lang: utterance.lang, voice: utterance.voice.name });
      queueMicrotask(() => utterance.dispatchEvent(new Event("start")));
    }
    cancel() {
      this.cancelled += 1;
      for (const utterance of this.queue.splice(0)) this.fail(utterance, "canceled");
    }
    fail(utterance, error) { setTimeout(() => utterance.dispatchEvent(Object.assign(new Event("error"), { error }))); }
    pause() { this.paused = true; }
    resume() { this.paused = false; }
    end() { this.queue.shift().dispatchEvent(new Event("end")); }
    lose() { this.queue.shift(); }
    arrive(others) { voices = others; this.dispatchEvent(new Event("voiceschanged")); }
    arriveUnannounced(others) { voices = others; }
  }
  const voice = new Synthesis();
  const define = (name, value) => Object.defineProperty(window, name, { value, configurable: true });
  define("voice", voice); define("speechSynthesis", voice); define("SpeechSynthesisUtterance", Utterance);
}
