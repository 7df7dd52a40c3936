/* The name of a file is proposed as the picture's name, but not one that a camera, a phone or a messenger gave it. The
   rules are those of foundations/uploads/names.py; a test compares the two. */
(() => {
  const WORDS = new Set((document.currentScript?.dataset.words || "").split(" "));
  const NUMBERED = /^(?:[a-z]{0,4}\d+)+[a-z]{0,2}$/;
  const HEXADECIMAL = /^(?=.*\d)[0-9a-f]+$/;
  const OF_THE_SCREEN = /^(?:screenshots?|screen shot|anh chup man hinh) \d/;

  const isMachineWord = (word) => WORDS.has(word) || NUMBERED.test(word) || HEXADECIMAL.test(word);
  const isMachineName = (text) => {
    const plain = text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]+/g, "").replaceAll("đ", "d");
    const words = plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    return OF_THE_SCREEN.test(words.join(" ")) || words.every(isMachineWord);
  };

  window.vietnamese = { ...window.vietnamese, isMachineName };
  document.addEventListener("wagtail:images-upload", ({ detail }) => {
    if (isMachineName(detail.data.title)) detail.data.title = "";
  });
})();
