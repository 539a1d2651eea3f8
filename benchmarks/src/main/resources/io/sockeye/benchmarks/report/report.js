// The lines of report.html, and the switch of its theme. Everything else is HTML.
"use strict";
{
  const root = document.documentElement;
  const wanted = new URLSearchParams(location.search).get("theme");
  const pictures = [];

  const colour = element => getComputedStyle(element).color;
  const variable = name => {
    const probe = document.createElement("span");
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const value = colour(probe);
    probe.remove();
    return value;
  };
  // Computed colours are rgb(r, g, b).
  const faint = (rgb, alpha) => rgb.replace("rgb(", "rgba(").replace(")", `, ${alpha})`);

  const short = number => {
    for (const [unit, suffix] of [[1e9, " G"], [1e6, " M"], [1e3, " k"]]) {
      if (Math.abs(number) >= unit) return +(number / unit).toPrecision(3) + suffix;
    }
    return String(+number.toPrecision(3));
  };

  // 1, 2 and 5 of each decade; only 1 if there are many decades.
  const ticks = (min, max) => {
    const digits = Math.log10(max / min) > 3.5 ? [1] : Math.log10(max / min) > 2.2 ? [1, 3] : [1, 2, 5];
    const all = [];
    for (let power = Math.floor(Math.log10(min)); power <= Math.log10(max); power++) {
      for (const digit of digits) {
        const tick = digit * 10 ** power;
        if (tick >= min * 0.999 && tick <= max * 1.001) all.push(+tick.toPrecision(3));
      }
    }
    return all;
  };

  // 2 is the half, 10 is p90, 100 is p99.
  const percentile = place => `p${+(100 - 100 / place).toFixed(4)}`;

  const range = (min, max) => min == null ? [1, 10] : [min / 1.12, max * 1.12];

  // Markers are drawn in the shape of the family: colours alone are not told apart by everybody.
  const markers = (line, button) => (u, series, first, last) => {
    const shape = new Path2D(line.style.shape);
    const { ctx } = u;
    ctx.save();
    ctx.strokeStyle = colour(button);
    ctx.fillStyle = line.style.filled ? colour(button) : variable("page");
    ctx.lineWidth = 1.6;
    ctx.setLineDash([]);
    for (let i = first; i <= last; i++) {
      if (u.data[series][i] == null) continue;
      ctx.save();
      ctx.translate(u.valToPos(u.data[0][i], "x", true), u.valToPos(u.data[series][i], "y", true));
      ctx.scale(devicePixelRatio, devicePixelRatio);
      ctx.fill(shape);
      ctx.stroke(shape);
      ctx.restore();
    }
    ctx.restore();
    return false;
  };

  const height = () => innerWidth < 640 ? 320 : 430;

  function draw(figure) {
    const data = JSON.parse(figure.querySelector("script").textContent);
    const place = figure.querySelector(".canvas");
    const buttons = [...figure.querySelectorAll(".legend button")];
    const percentiles = data.kind === "PERCENTILES";
    const series = [{}];
    const columns = [data.at];
    const bands = [];
    data.lines.forEach((line, i) => {
      const button = buttons[i];
      const edge = { spanGaps: true, points: { show: false }, stroke: () => "transparent", width: 0 };
      series.push(
        { label: line.name, spanGaps: true, stroke: () => colour(button), width: 1.8, dash: line.style.dashes,
          points: { show: markers(line, button) } },
        { ...edge }, { ...edge });
      columns.push(line.median, line.high, line.low);
      bands.push({ series: [3 * i + 2, 3 * i + 3], fill: () => faint(colour(button), data.lines.length > 8 ? 0.06 : 0.13) });
    });
    const axis = (label, values, space) => ({
      label, space, values: (u, splits) => splits.map(values), splits: (u, i, min, max) => ticks(min, max), filter: (u, splits) => splits,
      stroke: () => variable("soft"), grid: { stroke: () => variable("rule"), width: 1 },
      ticks: { stroke: () => variable("rule") }, labelSize: 22, font: "12px system-ui", labelFont: "13px system-ui",
    });
    const plot = new uPlot({
      width: place.clientWidth, height: height(), series, bands,
      legend: { show: false }, focus: { alpha: 0.25 },
      scales: { x: { time: false, distr: 3, range: (u, min, max) => range(min, max) },
                y: { distr: 3, range: (u, min, max) => range(min, max) } },
      axes: [
        percentiles
          ? { ...axis(data.x, percentile, 40), splits: () => data.at.filter(at => [2, 10, 100, 1000, 10000].some(nice => Math.abs(at / nice - 1) < 1e-6)) }
          : axis(data.x, short, 40),
        { ...axis(data.y, short, 30), size: 58 },
      ],
      cursor: { drag: { x: false, y: false }, y: false, points: { show: false } },
      hooks: {
        setCursor: [u => buttons.forEach((button, i) => {
          const value = u.cursor.idx == null ? null : u.data[3 * i + 1][u.cursor.idx];
          button.querySelector(".value").textContent = value == null ? "" : short(value);
        })],
      },
    }, columns, place);
    const isShown = i => buttons[i].getAttribute("aria-pressed") === "true";
    const show = (i, on) => {
      buttons[i].setAttribute("aria-pressed", on);
      // The line and the two edges of its band.
      for (const series of [3 * i + 1, 3 * i + 2, 3 * i + 3]) plot.setSeries(series, { show: on });
    };
    const focus = i => plot.setSeries(i == null ? null : 3 * i + 1, { focus: i != null });
    buttons.forEach((button, i) => {
      button.addEventListener("click", () => {
        focus(null);
        plot.batch(() => show(i, !isShown(i)));
      });
      button.addEventListener("mouseenter", () => isShown(i) && focus(i));
      button.addEventListener("focus", () => isShown(i) && button.matches(":focus-visible") && focus(i));
      for (const event of ["mouseleave", "blur"]) button.addEventListener(event, () => focus(null));
    });
    const all = document.createElement("button");
    all.type = "button";
    all.textContent = "all or none";
    all.addEventListener("click", () => {
      const on = !buttons.every((button, i) => isShown(i));
      plot.batch(() => buttons.forEach((button, i) => show(i, on)));
    });
    figure.querySelector(".legend").append(all);
    new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: height() })).observe(place);
    pictures.push(plot);
  }

  const button = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const repaint = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `Change to the ${isDark() ? "light" : "dark"} theme`);
    pictures.forEach(picture => picture.redraw(false, true));
  };
  if (wanted === "light" || wanted === "dark") root.dataset.theme = wanted;
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    repaint();
  });
  dark.addEventListener("change", repaint);
  document.querySelectorAll("figure.plot").forEach(draw);
  repaint();
}
