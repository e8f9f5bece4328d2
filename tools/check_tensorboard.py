"""Says what TensorBoard itself finds in the events of a run.

  python3 -m pip install tensorboard
  python3 tools/check_tensorboard.py RUN

Lists every scalar, histogram, image, text and the hyperparameters, and ends with 1 where a kind is
missing, a step comes twice, or the events differ from metrics.jsonl.
"""
import json
import os
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import metadata
from tensorboard.plugins.hparams.plugin_data_pb2 import HParamsPluginData


def main(run):
    events = EventAccumulator(
        run, size_guidance={"scalars": 0, "histograms": 0, "images": 0, "tensors": 0}
    )
    events.Reload()
    tags = events.Tags()
    problems = []
    for kind in ("scalars", "histograms", "images", "tensors"):
        print(f"{kind}: {', '.join(sorted(tags[kind])) or 'none'}")
        if not tags[kind]:
            problems.append(f"no {kind}")
    for tag in tags["scalars"]:
        steps = [event.step for event in events.Scalars(tag)]
        if len(steps) != len(set(steps)):
            problems.append(f"{tag} has a step twice")
    hyperparameters = events.summary_metadata.get(metadata.SESSION_START_INFO_TAG)
    if hyperparameters is None:
        problems.append("no hyperparameters")
    else:
        content = HParamsPluginData.FromString(hyperparameters.plugin_data.content)
        settings = content.session_start_info.hparams
        print(f"hyperparameters: {len(settings)}, such as {sorted(settings)[0]}")
    problems += differences(events, tags, os.path.join(run, "metrics.jsonl"))
    for problem in problems:
        print("WRONG: " + problem)
    return 1 if problems else 0


def differences(events, tags, log):
    """What the log has otherwise than the events."""
    logged = {}
    with open(log, encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            for name, value in entry.items():
                if isinstance(value, (int, float)) and name in tags["scalars"]:
                    logged.setdefault(name, {})[entry["step"]] = value
    compared = 0
    wrong = []
    for name, values in logged.items():
        there = {event.step: event.value for event in events.Scalars(name)}
        for step, value in values.items():
            compared += 1
            if step not in there or abs(there[step] - value) > 1e-3 * max(1.0, abs(value)):
                wrong.append(f"{name} at step {step} is {there.get(step)}, and {value} in the log")
    print(f"compared {compared} values with metrics.jsonl")
    return wrong


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
