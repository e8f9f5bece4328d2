#!/usr/bin/env python3
"""Draws in plain PyTorch from weights that `./cocogan export --format safetensors` wrote, and compares the pictures.

  ./cocogan export RUN --format safetensors --output run.safetensors
  ./cocogan generate RUN --count 4 --save-latents z.npy --output pictures
  python3 tools/check_safetensors.py run.safetensors z.npy pictures [--reference cocogan_reference.py]

Needs torch, numpy and pillow. For runs of the generator `cocogan` with Euclidean coordinates. The networks below are
ordinary modules, filled by load_state_dict with strict=True: every tensor has a place, and every place a tensor. With
--reference, the executable reference of the networks draws too. The largest difference is printed in levels of 255;
above 1 the script fails.
"""
import argparse
import importlib.util
import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.nn import functional as F


class Spectral(nn.Module):
    """A layer whose weight is divided by what one step of power iteration from u says."""

    def __init__(self, *shape):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(shape))
        self.bias = nn.Parameter(torch.zeros(shape[0]))
        self.register_buffer("u", torch.zeros(1, shape[0]))

    def forward(self, x):
        matrix = self.weight.flatten(1)
        v = F.normalize(self.u @ matrix, dim=1)
        weight = self.weight / (v @ matrix.t() @ F.normalize(v @ matrix.t(), dim=1).t())
        if self.weight.dim() == 2:
            return F.linear(x, weight, self.bias)
        return F.conv2d(x, weight, self.bias, padding=self.weight.shape[-1] // 2)


class ConditionalNorm(nn.Module):
    def __init__(self, channels, condition, official):
        super().__init__()
        self.gamma, self.beta = nn.Linear(condition, channels), nn.Linear(condition, channels)
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.zeros(channels))
        self.official = official

    def forward(self, x, y):
        var = self.running_var.square() if self.official else self.running_var
        x = (x - self.running_mean[:, None, None]) / torch.sqrt(var + 1e-5)[:, None, None]
        return x * self.gamma(y)[:, :, None, None] + self.beta(y)[:, :, None, None]


class Norm(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.zeros(channels)), nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.zeros(channels))

    def forward(self, x):
        return F.batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias)


class Block(nn.Module):
    def __init__(self, ins, outs, condition, official, grows):
        super().__init__()
        self.cbn1, self.cbn2 = ConditionalNorm(ins, condition, official), ConditionalNorm(outs, condition, official)
        self.conv1, self.conv2 = Spectral(outs, ins, 3, 3), Spectral(outs, outs, 3, 3)
        self.shortcut = Spectral(outs, ins, 1, 1)
        self.factor = 2 if grows else 1

    def up(self, x):
        return F.interpolate(x, scale_factor=self.factor, mode="nearest")

    def forward(self, x, y):
        h = self.conv1(self.up(F.relu(self.cbn1(x, y))))
        return self.conv2(F.relu(self.cbn2(h, y))) + self.shortcut(self.up(x))


class Generator(nn.Module):
    def __init__(self, c):
        super().__init__()
        condition, width, side = c["z_dim"] + 2, c["ngf_base"], c["micro"]
        growing = side.bit_length() - 2
        multipliers = [8, 4, 2] + [1] * 20
        channels = 16 * width
        self.first = channels
        self.fc = Spectral(4 * channels, condition)
        self.blocks = growing + c["g_extra_layers"]
        for i in range(self.blocks):
            outs = width * multipliers[i]
            self.add_module(f"block{i}", Block(channels, outs, condition, c["variant"] == "official", i < growing))
            channels = outs
        self.bn, self.to_image = Norm(channels), Spectral(3, channels, 3, 3)

    def forward(self, z, coordinate):
        y = torch.cat([z, coordinate], 1)
        x = self.fc(y).view(-1, 2, 2, self.first).permute(0, 3, 1, 2)
        for i in range(self.blocks):
            x = getattr(self, f"block{i}")(x, y)
        return torch.tanh(self.to_image(F.relu(self.bn(x))))


def read(path):
    with open(path, "rb") as file:
        head = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    metadata = head.pop("__metadata__")
    tensors = {}
    for name, entry in head.items():
        start, end = entry["data_offsets"]
        values = np.frombuffer(data[start:end], "<f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    return tensors, metadata


def settings(yaml):
    """The resolved experiment has a key a line."""
    lines = [line.strip().split(": ", 1) for line in yaml.splitlines() if ": " in line]
    given = {key: value.strip("'\"") for key, value in lines}
    side = lambda key: int(given[key].strip("[]").split(",")[0])
    numbers = {key: int(given[key]) for key in
               ("z_dim", "ngf_base", "ndf_base", "g_extra_layers", "d_extra_layers", "aux_dim")}
    assert given["generator"] == "cocogan" and given["coordinate_system"] == "euclidean"
    return {**numbers, "variant": given["variant"], "channels": 3, "spatial_dim": 2, "full": side("full_image_size"),
            "macro": side("macro_patch_size"), "micro": side("micro_patch_size")}


def images(generate, z, c):
    """The patches of each latent vector, row by row, merged."""
    rows = c["full"] // c["micro"]
    places = -1 + 2 * torch.arange(rows) / (rows - 1)
    grid = torch.cartesian_prod(places, places)
    pictures = []
    for latent in z:
        with torch.no_grad():
            patches = generate(latent.expand(len(grid), -1), grid)
        x = patches.view(rows, rows, 3, c["micro"], c["micro"]).permute(2, 0, 3, 1, 4)
        pictures.append(x.reshape(3, c["full"], c["full"]).permute(1, 2, 0).numpy())
    return pictures


def reference(path, tensors, c):
    spec = importlib.util.spec_from_file_location("reference", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    trainer = module.Trainer({**module.BASE, **c})
    ours = {}
    for name, value in tensors.items():
        *layers, part = name.split(".")
        if layers[-1] == "bn":
            part = {"weight": "gamma", "bias": "beta"}.get(part, part)
        ours["/".join([*layers, {"running_mean": "mean", "running_var": "var"}.get(part, part)])] = value
    for values in (trainer.p.weights, trainer.p.state):
        for name in values:
            assert values[name].shape == ours[name].shape, name
            values[name] = ours.pop(name)
    assert not ours, sorted(ours)
    return lambda z, coordinate: trainer.g(z, coordinate, False)


def compare(what, pictures, folder):
    files = sorted(folder.glob("*.png"))
    assert len(files) == len(pictures), f"{len(files)} pictures in {folder} for {len(pictures)} latent vectors"
    worst = 0
    for file, picture in zip(files, pictures):
        drawn = np.asarray(Image.open(file).convert("RGB"), np.int32)
        mine = np.rint(np.clip((picture + 1) * 127.5, 0, 255)).astype(np.int32)
        worst = max(worst, int(np.abs(drawn - mine).max()))
    print(f"{what}: {len(files)} pictures, at most {worst} of 255 levels apart")
    return worst


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("weights")
    parser.add_argument("latents")
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--reference")
    args = parser.parse_args()
    torch.set_num_threads(1)
    tensors, metadata = read(args.weights)
    c = settings(metadata["experiment"])
    z = torch.from_numpy(np.load(args.latents)).float()
    generator = Generator(c).eval()
    prefix = "generator."
    generator.load_state_dict({k[len(prefix):]: v for k, v in tensors.items() if k.startswith(prefix)}, strict=True)
    worst = compare("modules of PyTorch", images(generator, z, c), args.pictures)
    if args.reference:
        worst = max(worst, compare("the reference", images(reference(args.reference, tensors, c), z, c), args.pictures))
    sys.exit(worst > 1)


if __name__ == "__main__":
    main()
