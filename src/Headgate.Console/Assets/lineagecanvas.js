// Draws a whole lineage: thousands of nodes, of which only those in view cost anything. Places were computed by the server.
const BOX = { width: 210, height: 44, across: 270, down: 58 };
const canvas = document.querySelector("[data-lineage]");
const context = canvas.getContext("2d");
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(name).trim();
const view = { x: 16, y: 16, scale: 1 };
let graph = { nodes: [], edges: [] };
let hovered = -1;
let path = new Set();
let isDue = false;

const place = ([, , , column, row]) => [column * BOX.across, row * BOX.down];

// Everything above and below a node.
const pathOf = (start) => {
  const found = new Set([start]);
  for (const side of [0, 1]) {
    const open = [start];
    while (open.length > 0) {
      const node = open.pop();
      for (const other of graph.next[side][node]) {
        if (!found.has(other)) {
          found.add(other);
          open.push(other);
        }
      }
    }
  }
  return found;
};

const draw = () => {
  isDue = false;
  const ratio = devicePixelRatio;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
    canvas.width = width * ratio;
    canvas.height = height * ratio;
  }
  const { x, y, scale } = view;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * x, ratio * y);
  const [left, top, right, bottom] = [-x / scale, -y / scale, (width - x) / scale, (height - y) / scale];
  const isSeen = (px, py) => px + BOX.width > left && px < right && py + BOX.height > top && py < bottom;

  context.lineWidth = 1 / Math.min(scale, 1);
  for (const isOnPath of [false, true]) {
    context.strokeStyle = isOnPath ? colour("--ink") : colour("--line");
    context.beginPath();
    for (const [from, to] of graph.edges) {
      if ((path.size > 0 && path.has(from) && path.has(to)) !== isOnPath) {
        continue;
      }
      const [fx, fy] = place(graph.nodes[from]);
      const [tx, ty] = place(graph.nodes[to]);
      if (tx < left || fx + BOX.width > right || Math.max(fy, ty) + BOX.height < top || Math.min(fy, ty) > bottom) {
        continue;
      }
      const [x1, y1, x2, y2] = [fx + BOX.width, fy + BOX.height / 2, tx, ty + BOX.height / 2];
      const middle = (x1 + x2) / 2;
      context.moveTo(x1, y1);
      if (scale < 0.25) {
        context.lineTo(x2, y2);
      } else {
        context.bezierCurveTo(middle, y1, middle, y2, x2, y2);
      }
    }
    context.stroke();
  }

  const edgeOf = { model: colour("--gate"), source: colour("--ask") };
  const [panel, ink, quiet] = [colour("--panel"), colour("--ink"), colour("--ink-2")];
  context.font = "14px system-ui, sans-serif";
  graph.nodes.forEach((node, index) => {
    const [px, py] = place(node);
    if (!isSeen(px, py)) {
      return;
    }
    const [, name, kind, , , run, tests] = node;
    context.globalAlpha = path.size > 0 && !path.has(index) ? 0.35 : 1;
    context.fillStyle = panel;
    context.strokeStyle = run === "error" || tests === "fail" || tests === "error" ? colour("--deny") : (edgeOf[kind] ?? quiet);
    context.lineWidth = index === hovered || index === graph.here ? 3 : 1.5;
    context.fillRect(px, py, BOX.width, BOX.height);
    context.strokeRect(px, py, BOX.width, BOX.height);
    if (scale > 0.35) {
      context.fillStyle = ink;
      context.fillText(name.length > 27 ? `${name.slice(0, 26)}…` : name, px + 10, py + 18);
      context.fillStyle = quiet;
      context.fillText(`${kind}${run ? ` · ${run}` : ""}`, px + 10, py + 36);
      if (tests) {
        const [pip, tone] = { pass: ["✓", "--allow"], warn: ["▲", "--ask"] }[tests] ?? ["✕", "--deny"];
        context.fillStyle = colour(tone);
        context.fillText(pip, px + BOX.width - 22, py + 36);
      }
    }
  });
  context.globalAlpha = 1;
};

const due = () => {
  if (!isDue) {
    isDue = true;
    requestAnimationFrame(draw);
  }
};

const nodeAt = (event) => {
  const bounds = canvas.getBoundingClientRect();
  const [x, y] = [(event.clientX - bounds.left - view.x) / view.scale, (event.clientY - bounds.top - view.y) / view.scale];
  const [column, row] = [Math.floor(x / BOX.across), Math.floor(y / BOX.down)];
  return x - column * BOX.across <= BOX.width && y - row * BOX.down <= BOX.height ? (graph.at.get(`${column}/${row}`) ?? -1) : -1;
};

const zoom = (factor, cx = canvas.clientWidth / 2, cy = canvas.clientHeight / 2) => {
  const scale = Math.min(2, Math.max(0.05, view.scale * factor));
  view.x = cx - ((cx - view.x) / view.scale) * scale;
  view.y = cy - ((cy - view.y) / view.scale) * scale;
  view.scale = scale;
  due();
};

const show = (index) => {
  const [x, y] = place(graph.nodes[index]);
  view.x = canvas.clientWidth / 2 - (x + BOX.width / 2) * view.scale;
  view.y = canvas.clientHeight / 2 - (y + BOX.height / 2) * view.scale;
};

const choose = (index) => {
  hovered = index;
  path = index >= 0 ? pathOf(index) : new Set();
  canvas.setAttribute("aria-description", index >= 0 ? graph.nodes[index].slice(1, 3).join(", ") : "");
  canvas.style.cursor = index >= 0 ? "pointer" : "grab";
  due();
};

const open = (index) => {
  const to = new URL(location.href);
  to.searchParams.set("node", graph.nodes[index][0]);
  to.searchParams.delete("all");
  location.assign(to);
};

let grip = null;
canvas.addEventListener("pointerdown", (event) => {
  grip = { x: event.clientX, y: event.clientY, moved: false };
  canvas.setPointerCapture(event.pointerId);
});
canvas.addEventListener("pointermove", (event) => {
  if (grip) {
    view.x += event.clientX - grip.x;
    view.y += event.clientY - grip.y;
    grip = { x: event.clientX, y: event.clientY, moved: grip.moved || Math.hypot(event.movementX, event.movementY) > 2 };
    due();
  } else if (nodeAt(event) !== hovered) {
    choose(nodeAt(event));
  }
});
canvas.addEventListener("pointerup", (event) => {
  const was = grip;
  grip = null;
  if (was && !was.moved && nodeAt(event) >= 0) {
    open(nodeAt(event));
  }
});
canvas.addEventListener(
  "wheel",
  (event) => {
    event.preventDefault();
    const bounds = canvas.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY / 400), event.clientX - bounds.left, event.clientY - bounds.top);
  },
  { passive: false },
);
canvas.addEventListener("keydown", (event) => {
  const from = hovered >= 0 ? hovered : (graph.here ?? 0);
  const beside = (step) => graph.at.get(`${graph.nodes[from][3]}/${graph.nodes[from][4] + step}`);
  const to = {
    ArrowLeft: () => graph.next[0][from][0],
    ArrowRight: () => graph.next[1][from][0],
    ArrowUp: () => beside(-1),
    ArrowDown: () => beside(1),
  }[event.key]?.();
  if (to !== undefined) {
    event.preventDefault();
    choose(to);
    show(to);
  } else if (event.key === "Enter" && hovered >= 0) {
    open(hovered);
  } else if (event.key === "+" || event.key === "-") {
    zoom(event.key === "+" ? 1.25 : 0.8);
  }
});
addEventListener("resize", due);

const answer = await fetch(canvas.dataset.lineage);
if (answer.ok) {
  graph = await answer.json();
  graph.next = [graph.nodes.map(() => []), graph.nodes.map(() => [])];
  for (const [from, to] of graph.edges) {
    graph.next[1][from].push(to);
    graph.next[0][to].push(from);
  }
  graph.at = new Map(graph.nodes.map((node, index) => [`${node[3]}/${node[4]}`, index]));
  canvas.dataset.drawn = graph.nodes.length;
  due();
}
