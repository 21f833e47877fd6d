// Of the time zones, show those of the chosen country and of places without a country here; all where none is chosen.
(() => {
  "use strict";
  const country = document.getElementById("country");
  const zone = document.getElementById("time_zone");
  if (!country || !zone) return;
  const first = zone.options[0];
  const usual = first.textContent;
  const groups = [...zone.querySelectorAll("optgroup")];

  const narrow = () => {
    const own = groups.find((group) => country.value && group.dataset.group === country.value);
    const chosen = zone.value;
    groups.forEach((group) => group.remove());
    zone.append(...groups.filter((group) => !own || group === own || !group.dataset.group));
    first.textContent = own?.children.length === 1 ? usual : "Choose one";
    zone.value = chosen;
    if (zone.selectedIndex < 0) zone.value = "";
    return own;
  };

  country.addEventListener("change", () => {
    const own = narrow();
    // A zone of the country before is not the one of this country.
    if (own && zone.selectedOptions[0]?.parentElement !== own) zone.value = "";
  });
  narrow();
})();
