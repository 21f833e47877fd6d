// A signature drawn with finger, pen or mouse: strokes of [x, y] from 0 to 1000, in a hidden field. Typing a name does as well.
"use strict";

(() => {
  const pad = document.querySelector("[data-pad]");
  if (!pad) return;
  const canvas = pad.querySelector("canvas");
  const field = pad.querySelector('input[name="signature"]');
  const pen = canvas.getContext("2d");
  let strokes = [];
  let drawing = null;
  try {
    strokes = field.value ? JSON.parse(field.value) : [];
  } catch {
    field.value = "";
  }
  pad.hidden = false;

  const at = (point) => [(point[0] / 1000) * canvas.width, (point[1] / 1000) * canvas.height];

  const draw = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#1c2a2b";
    strokes.forEach((stroke) => {
      pen.beginPath();
      stroke.forEach((point, place) => (place ? pen.lineTo(...at(point)) : pen.moveTo(...at(point))));
      if (stroke.length === 1) pen.lineTo(at(stroke[0])[0] + 1, at(stroke[0])[1]);
      pen.stroke();
    });
  };

  const where = (event) => {
    const box = canvas.getBoundingClientRect();
    const share = (value, size) => Math.round(Math.min(1, Math.max(0, value / size)) * 1000);
    return [share(event.clientX - box.left, box.width), share(event.clientY - box.top, box.height)];
  };

  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = [where(event)];
    strokes.push(drawing);
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    const point = where(event);
    const last = drawing.at(-1);
    if (Math.abs(point[0] - last[0]) + Math.abs(point[1] - last[1]) < 3) return;
    drawing.push(point);
    draw();
  });
  const done = () => {
    drawing = null;
    field.value = strokes.length ? JSON.stringify(strokes) : "";
  };
  canvas.addEventListener("pointerup", done);
  canvas.addEventListener("pointercancel", done);
  pad.querySelector("[data-clear]").addEventListener("click", () => {
    strokes = [];
    done();
    draw();
  });
  draw();
})();
