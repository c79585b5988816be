"""Make the shipped readers from the data: teachers, networks, graphs and settings.

    pip install -e '.[train]'
    python -m training.make DATA --out src/quoth/models

DATA holds polnear-train.jsonl, polnear-dev.jsonl, newsroom-train.jsonl, gum-coref-train.jsonl,
litbank.jsonl and gap-dev.jsonl. Takes about three hours on two quiet cores and a quarter of an hour
on a large GPU; without one, the narrow network takes days to become like the wide one. The same
seeds give the same weights on the same machine and version of torch; runs that are complete are not
repeated.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from quoth.article import Article
from quoth.reading.preparing import prepare
from quoth.reading.settings import Settings, save_settings
from training.data import load
from training.evaluate import loaded, settings_of
from training.export import export_onnx, export_probe
from training.network import Network, save
from training.student import NARROW, Student, laid_alone, ranges_of
from training.train import BASE, cutter, tokenizer

TRUNK_EPOCHS = 3
AVERAGED_EPOCHS = 2
SEEDS = (1, 2)
# Options of the stages that go on from the mean of the annealings.
FINER = {"--seed": "3", "--rate": "0.5", "--links": "0.6"}
JOINT = FINER | {"--seed": "4", "--epochs": "2", "--others": "1.0", "--copies": "2"}
LAST = JOINT | {"--seed": "5", "--share": "0.5", "--copies": "1", "--antecedents": "0.5"}
# Options of the distilling that takes kinds and antecedents from another teacher.
SECOND = {
    "--seed": "8",
    "--epochs": "3",
    "--rate": "8e-5",
    "--layers": "0.5",
    "--antecedents": "0.6",
    "--others": "0.5",
}
# Options of the narrow network's stage with the gold.
GOLD = {
    "--steps": "900",
    "--pieces": "3000",
    "--rate": "1.5e-4",
    "--replaced": "0.1",
    "--antecedents": "0.5",
    "--copies": "3",
}

# Articles from which the ranges of the integers are taken.
RANGED = {"newsroom-train.jsonl": 20, "polnear-train.jsonl": 40}
SHARE = 0.9999  # of the values that the ranges hold


def ran(*command: str) -> None:
    """Run one step of the training as its own process, so that its memory goes with it."""
    subprocess.run([sys.executable, "-m", *command], check=True)


def anneal(data: str, start: Path, out: Path, options: Mapping[str, str]) -> None:
    """Run one more annealing from given weights."""
    given = ("--start", str(start), "--out", str(out))
    ran("training.train", "anneal", data, *given, *words_of(options))


def words_of(options: Mapping[str, str]) -> list[str]:
    """Options as a command line has them."""
    return [word for option in options.items() for word in option]


def averaged(paths: Sequence[Path], network: Network | None = None) -> Network:
    """A network with the mean of several runs' weights (Wortsman and others 2022).

    Args:
        paths: where the weights are.
        network: what takes them; a teacher's network by default.
    """
    states = [torch.load(path) for path in paths]
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    network = network or Network(BASE)
    network.load_state_dict(mean)
    return network


def ranges(network: Student, data: Path, settings: Settings) -> dict[str, tuple[float, float]]:
    """Ranges of what goes into the network's products, over articles that it was trained on."""
    texts = [
        article.text for name, count in RANGED.items() for article in load(data / name)[:count]
    ]
    cut = cutter()
    articles = (prepare(Article(text), cut, settings) for text in texts)
    parts = (part for article in articles for part in article.parts())
    return ranges_of(network.eval(), (laid_alone(part.pieces) for part in parts), SHARE)


def export(network: Student, folder: Path, data: Path, *, quantize: bool) -> Settings:
    """Write graph and tokenizer of a network; return the settings that go with them."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.float().numpy() for name, value in network.state_dict().items()}
    settings = settings_of(network)
    known = ranges(network, data, settings) if quantize else None
    shape = network.shape
    export_onnx(weights, folder / "reader.onnx", heads=shape.heads, reach=shape.reach, ranges=known)
    export_probe(folder / "sums.onnx")
    tokenizer().save(str(folder / "tokenizer.json"), pretty=False)
    return settings


def like(wide: Path, out: Path) -> tuple[str, ...]:
    """The options of a network that becomes like the wide one."""
    return "--wide", str(wide), "--out", str(out)


def finished(weights: Path, folder: Path, data: Path, runs: Path) -> None:
    """Write what is shipped of a network, calibrated, and the same in floats beside the runs."""
    network = loaded(weights)
    for place, quantize in ((runs, False), (folder, True)):
        settings = export(network, place, data, quantize=quantize)
        save_settings(settings, place / "settings.json")
    dev, scores = str(data / "polnear-dev.jsonl"), str(runs / "dev.pkl")
    given = str(folder / "settings.json")
    graph = str(folder / "reader.onnx")
    ran("training.evaluate", graph, dev, "--settings", given, "--scores", scores)
    ran("training.calibrate", scores, dev, "--out", given)
    (runs / "settings.json").write_text((folder / "settings.json").read_text())
    print(json.dumps({p.name: p.stat().st_size for p in sorted(folder.iterdir())}, indent=1))


def main() -> None:
    """Read the command line and make the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    args = parser.parse_args()
    data, runs = str(args.data), args.runs
    trunk = runs / "trunk.pt"
    if not trunk.exists():
        steady = runs / "steady.pt"
        ran("training.train", "trunk", data, "--out", str(steady), "--epochs", str(TRUNK_EPOCHS))
        kept = range(TRUNK_EPOCHS - AVERAGED_EPOCHS, TRUNK_EPOCHS)
        save(averaged([runs / f"steady-{epoch}.pt" for epoch in kept]), trunk)
    annealed = [runs / f"annealed-{seed}.pt" for seed in SEEDS]
    for seed, path in zip(SEEDS, annealed, strict=True):
        if not path.exists():
            anneal(data, trunk, path, {"--seed": str(seed)})
    finer, joint, last = (runs / f"{stage}.pt" for stage in ("finer", "joint", "last"))
    if not finer.exists():
        mean = runs / "mean.pt"
        save(averaged(annealed), mean)
        anneal(data, mean, finer, FINER)
    if not joint.exists():
        anneal(data, finer, joint, JOINT)
    if not last.exists():
        anneal(data, joint, last, LAST)
    # The last stage gains on antecedents what it loses on quotations; a quarter of it is best.
    teacher, wide = runs / "teacher.pt", runs / "wide.pt"
    if not wide.exists():
        save(averaged([joint, joint, joint, last]), teacher)
        first, fitted, mean = runs / "first.pt", runs / "fitted.pt", runs / "mean.pt"
        ran("training.distil", data, "--teacher", str(teacher), "--out", str(first))
        # The mean of the annealings knows best whom a mention means.
        heads = ("--student", str(first), "--teacher", str(mean), "--out", str(fitted))
        ran("training.fitting", data, *heads)
        given = ("--teacher", str(teacher), "--second", str(mean), "--start", str(fitted))
        ran("training.distil", data, *given, "--out", str(wide), *words_of(SECOND))
    alike, told, narrow = (runs / f"{stage}.pt" for stage in ("alike", "told", "narrow"))
    if not alike.exists():
        device = "cuda" if torch.cuda.is_available() else "cpu"
        ran("training.narrow", data, *like(wide, alike), "--device", device)
    if not narrow.exists():
        begun = ("--start", str(alike), *words_of(GOLD))
        ran("training.narrow", data, *like(wide, told), *begun)
        save(averaged([alike, told], Student(NARROW)), narrow)
    for path, name in ((wide, "en"), (narrow, "en_fast")):
        finished(path, args.out / name, args.data, runs / name)


if __name__ == "__main__":
    main()
