// In the frame: tells the page around it how tall the table is. nhung.js, on that page, listens.
const tell = () => {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  window.parent.postMessage({ source: "cong-cai-cach", height }, "*"); // a height is no secret
};
if (window.parent !== window) {
  new ResizeObserver(tell).observe(document.documentElement);
  window.addEventListener("load", tell);
}
