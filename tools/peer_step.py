#!/usr/bin/env python3
"""COCO-GAN's training step and drawing in plain PyTorch, timed; tools/benchmark-peers runs it.

The networks, sizes and losses are those of './cocogan benchmark' (official variant, batch 16, micro
patches of 16, macro patches of 32), written as one writes them for autograd. Prints one JSON object.
"""

import argparse
import contextlib
import json
import statistics
import time

import torch
import torch.nn.functional as F

LATENT, COORDINATE, AUXILIARY, BATCH, MICRO = 128, 2, 128, 16, 16


class Networks:
    """Both networks over one dictionary of weights and one of singular vectors."""

    def __init__(self, width, channels_last):
        self.width = width
        self.weights, self.vectors, self.normalized = {}, {}, {}
        self.format = torch.channels_last if channels_last else torch.contiguous_format

    def weight(self, name, *shape):
        if name not in self.weights:
            fan = max(1, torch.Size(shape[1:]).numel())
            value = torch.randn(shape) * (2 / fan) ** 0.5
            if len(shape) == 4:
                value = value.to(memory_format=self.format)
            self.weights[name] = value.requires_grad_()
        return self.weights[name]

    def vector(self, name, size, value):
        if name not in self.weights:
            self.weights[name] = torch.full((size,), value).requires_grad_()
        return self.weights[name]

    def spectral(self, name, *shape):
        if name in self.normalized:
            return self.normalized[name]
        weight = self.weight(name, *shape)
        matrix = weight.reshape(shape[0], -1)
        u = self.vectors.setdefault(name, torch.randn(1, shape[0]))
        v = F.normalize(u @ matrix, dim=1)
        product = v @ matrix.t()
        u = F.normalize(product, dim=1).detach()
        self.vectors[name] = u
        self.normalized[name] = weight / (product * u).sum()
        return self.normalized[name]

    def convolution(self, name, x, out, side):
        weight = self.spectral(name + "/w", out, x.shape[1], side, side)
        return F.conv2d(x, weight, self.vector(name + "/b", out, 0.0), padding=side // 2)

    def linear(self, name, x, out):
        weight = self.spectral(name + "/w", out, x.shape[1])
        return F.linear(x, weight, self.vector(name + "/b", out, 0.0))

    def plain(self, name, x, out):
        return F.linear(x, self.weight(name + "/w", out, x.shape[1]), self.vector(name + "/b", out, 0.0))

    def conditional_norm(self, name, x, condition):
        channels = x.shape[1]
        gamma = self.plain(name + "/gamma", condition, channels)[:, :, None, None]
        beta = self.plain(name + "/beta", condition, channels)[:, :, None, None]
        centered = x - x.mean((0, 2, 3), keepdim=True)
        variance = centered.square().mean((0, 2, 3), keepdim=True)
        return centered / torch.sqrt(variance.square() + 1e-5) * gamma + beta

    def norm(self, name, x):
        gamma, beta = self.vector(name + "/gamma", x.shape[1], 1.0), self.vector(name + "/beta", x.shape[1], 0.0)
        return F.batch_norm(x, None, None, gamma, beta, True, 0.1, 1e-5)

    def generate(self, latent, coordinate):
        """[n, 128] and [n, 2] to micro patches [n, 3, 16, 16]."""
        condition = torch.cat([latent, coordinate], 1)
        h = self.linear("g/fc", condition, 16 * self.width * 4).view(-1, 16 * self.width, 2, 2)
        h = h.contiguous(memory_format=self.format)
        for i, channels in enumerate((8 * self.width, 4 * self.width, 2 * self.width)):
            name = "g/%d" % i
            x = F.relu(self.conditional_norm(name + "/n1", h, condition))
            x = self.convolution(name + "/c1", F.interpolate(x, scale_factor=2), channels, 3)
            x = F.relu(self.conditional_norm(name + "/n2", x, condition))
            shortcut = F.interpolate(self.convolution(name + "/s", h, channels, 1), scale_factor=2)
            h = self.convolution(name + "/c2", x, channels, 3) + shortcut
        return torch.tanh(self.convolution("g/image", F.relu(self.norm("g/n", h)), 3, 3))

    def features(self, h):
        for i, channels in enumerate((1, 4, 8, 8)):
            name, channels = "d/%d" % i, channels * self.width
            x = self.convolution(name + "/c1", F.relu(h) if i else h, channels, 3)
            x = self.convolution(name + "/c2", F.relu(x), channels, 3)
            if i < 3:
                x, h = F.avg_pool2d(x, 2), F.avg_pool2d(h, 2)
            h = x + self.convolution(name + "/s", h, channels, 1)
        return F.relu(h).sum((2, 3))

    def realness(self, features, coordinate=None):
        result = self.linear("d/adversarial", features, 1)
        if coordinate is not None:
            embedded = self.linear("d/projection", coordinate, features.shape[1])
            result = result + (embedded * features).sum(1, keepdim=True)
        return result

    def coordinate(self, features):
        h = self.norm("d/spatial/n", self.linear("d/spatial/1", features, AUXILIARY))
        return torch.tanh(self.linear("d/spatial/2", F.leaky_relu(h, 0.2), COORDINATE))

    def fakes(self, batch):
        micro = self.generate(batch["latent"].repeat_interleave(4, 0), batch["micro"])
        parts = micro.view(BATCH, 2, 2, 3, MICRO, MICRO).permute(0, 3, 1, 4, 2, 5)
        return parts.reshape(BATCH, 3, 2 * MICRO, 2 * MICRO).contiguous(memory_format=self.format)


def losses(networks, batch, player):
    fake = networks.fakes(batch)
    if player == "d":
        fake = fake.detach()
    on_fake, on_real = networks.features(fake), networks.features(batch["real"])
    where = batch["macro"]
    loss = 100 * sum((networks.coordinate(f) - where).square().mean() for f in (on_fake, on_real))
    score = networks.realness(on_fake, where).mean()
    if player == "g":
        return loss - score
    mixed = batch["real"] + batch["mixing"] * (fake - batch["real"])
    mixed = mixed.contiguous(memory_format=networks.format).requires_grad_()
    answer = networks.realness(networks.features(mixed)).sum()
    (gradient,) = torch.autograd.grad(answer, mixed, create_graph=True)
    slopes = torch.sqrt(gradient.float().square().sum(2) + 1e-30)
    return loss + score - networks.realness(on_real, where).mean() + 10 * (slopes - 1).square().mean()


def adam(weights, rate):
    settings = dict(lr=rate, betas=(0.0, 0.999), eps=1e-8)
    try:
        return torch.optim.Adam(weights, fused=True, **settings)
    except (RuntimeError, TypeError):  # before PyTorch 2.4 only on GPUs
        return torch.optim.Adam(weights, **settings)


def training(networks, precision):
    torch.manual_seed(1)
    side = 2 * MICRO
    batch = dict(
        latent=torch.rand(BATCH, LATENT) * 2 - 1,
        micro=torch.rand(4 * BATCH, COORDINATE) * 2 - 1,
        macro=torch.rand(BATCH, COORDINATE) * 2 - 1,
        real=(torch.rand(BATCH, 3, side, side) * 2 - 1).contiguous(memory_format=networks.format),
        mixing=torch.rand(BATCH, 3, side, side),
    )
    losses(networks, batch, "d")  # makes the weights
    ours = {
        "d": [n for n in networks.weights if n.startswith("d/")],
        "g": [n for n in networks.weights if n.startswith(("g/", "d/spatial"))],
    }
    optimizers = {p: adam([networks.weights[n] for n in ours[p]], r) for p, r in (("d", 4e-4), ("g", 1e-4))}

    def step():
        for player, names in ours.items():
            networks.normalized.clear()
            with precision():
                loss = losses(networks, batch, player)
            weights = [networks.weights[n] for n in names]
            for weight, gradient in zip(weights, torch.autograd.grad(loss, weights)):
                weight.grad = gradient
            optimizers[player].step()
        if not torch.isfinite(loss):
            raise ArithmeticError("the loss is not finite")

    return step, BATCH


def generation(networks, precision):
    torch.manual_seed(1)
    count = 64
    latent, coordinate = torch.rand(count, LATENT) * 2 - 1, torch.rand(count, COORDINATE) * 2 - 1
    networks.generate(latent, coordinate)  # makes the weights, and normalizes them once

    def draw():
        with torch.inference_mode(), precision():
            networks.generate(latent, coordinate).float().numpy()

    return draw, count


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", choices=("training", "generation"))
    parser.add_argument("--width", type=int, default=16)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--mode", choices=("eager", "channels_last", "bfloat16"), default="eager")
    parser.add_argument("--device", default="cpu", help="cpu, or cuda with convolutions in float32 proper")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    finish = lambda: None
    if options.device != "cpu":
        torch.set_default_device(options.device)
        torch.backends.cudnn.allow_tf32 = False
        finish = torch.cuda.synchronize
    networks = Networks(options.width, options.mode != "eager")
    precision = contextlib.nullcontext
    if options.mode == "bfloat16":
        precision = lambda: torch.autocast("cpu", dtype=torch.bfloat16)
    run, images = {"training": training, "generation": generation}[options.work](networks, precision)
    seconds, processor = [], []
    for i in range(-2, options.steps):
        start, used = time.perf_counter(), time.process_time()
        run()
        finish()
        if i >= 0:
            seconds.append(time.perf_counter() - start)
            processor.append(time.process_time() - used)
    median = statistics.median(seconds)
    print(json.dumps(dict(torch=torch.__version__, seconds=median, processor=statistics.median(processor), per_second=images / median)))


if __name__ == "__main__":
    main()
