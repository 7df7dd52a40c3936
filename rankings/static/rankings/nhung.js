// For the sites that embed a ranking: gives each frame from this script's host the height of what it shows.
(() => {
  const home = new URL(document.currentScript.src).origin;
  const tallest = 20000; // px
  window.addEventListener("message", (event) => {
    if (event.origin !== home || !event.data || event.data.source !== "cong-cai-cach") return;
    const height = Math.min(Math.max(Number(event.data.height) || 0, 100), tallest);
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === event.source) frame.height = height;
    }
  });
})();
