"use strict";

// A search's address holds only what was asked for.
for (const form of document.querySelectorAll("form[data-tidy]")) {
  form.addEventListener("submit", () => {
    const empty = [...form.elements].filter((one) => one.name && one.value === "");
    for (const one of empty) one.disabled = true;
    // Whoever comes back to the page finds all fields again.
    setTimeout(() => empty.forEach((one) => { one.disabled = false; }));
  });
}
