#!/usr/bin/env python3
"""Has TensorFlow itself read a checkpoint that `./cocogan export --format tensorflow` wrote, and write it anew.

  python3 tools/check_tensorflow.py FOLDER [--against FOLDER] [--rewrite OUT]

Needs tensorflow-cpu. FOLDER is what export wrote, with its file `checkpoint`. Every tensor is loaded by
tf.train.load_checkpoint. With --against, another checkpoint must have the same names, shapes and values. With --rewrite,
TensorFlow's saver writes what it has loaded, a folder in OUT for each form:

  saver     as it stands
  sharded   over three data files
  halves    every second network tensor as half, the others as bfloat16; moments as float64
  snappy    the same as `saver`, its index compressed with Snappy here, and loaded by TensorFlow once more

The tests' forms/ were made so, of a run of tiny networks in post-training for extrapolation.
"""
import argparse
import struct
from pathlib import Path

import numpy as np
import tensorflow as tf

v1 = tf.compat.v1


def load(folder):
    reader = tf.train.load_checkpoint(str(folder))
    return {name: reader.get_tensor(name) for name in sorted(reader.get_variable_to_shape_map())}


def save(prefix, tensors):
    with v1.Graph().as_default(), v1.Session() as session:
        for name, value in tensors.items():
            v1.Variable(value, name=name, dtype=value.dtype, use_resource=False)
        session.run(v1.global_variables_initializer())
        v1.train.Saver().save(session, str(prefix), write_meta_graph=False)


def sharded(prefix, tensors):
    parts, names = [], sorted(tensors)
    for shard in range(3):
        part = f"{prefix}-part-{shard}"
        mine = names[shard::3]
        tf.raw_ops.SaveV2(prefix=part, tensor_names=mine, shape_and_slices=[""] * len(mine),
                          tensors=[tf.constant(tensors[name]) for name in mine])
        parts.append(part)
    tf.raw_ops.MergeV2Checkpoints(checkpoint_prefixes=parts, destination_prefix=str(prefix))


def halves(tensors):
    changed = {}
    for place, (name, value) in enumerate(sorted(tensors.items())):
        kind = np.float64 if "Adam" in name or "power" in name else \
            np.float16 if place % 2 else tf.bfloat16.as_numpy_dtype
        changed[name] = value.astype(kind)
    return changed


# ------------------------------------------------------------------ Snappy, which TensorFlow reads and does not write

def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out + bytes([number]))


def read_varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def literal(data):
    if not data:
        return b""
    length = len(data) - 1
    if length < 60:
        return bytes([length << 2]) + data
    size = (length.bit_length() + 7) // 8
    return bytes([59 + size << 2]) + length.to_bytes(size, "little") + data


def compress(data):
    """Greedy: what was seen at most 65,535 bytes before is copied, by four to 64 bytes."""
    out, seen, at, start = bytearray(varint(len(data))), {}, 0, 0
    while at + 4 <= len(data):
        before = seen.get(data[at:at + 4])
        seen[data[at:at + 4]] = at
        if before is None or at - before > 65535:
            at += 1
            continue
        length = 4
        while length < 64 and at + length < len(data) and data[before + length] == data[at + length]:
            length += 1
        out += literal(data[start:at])
        back = at - before
        if length < 12 and back < 2048:
            out += bytes([back >> 8 << 5 | length - 4 << 2 | 1, back & 255])
        else:
            out += bytes([length - 1 << 2 | 2]) + struct.pack("<H", back)
        at += length
        start = at
    return bytes(out + literal(data[start:]))


def crc32c(data):
    crc = 0xffffffff
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82f63b78 & -(crc & 1))
    crc ^= 0xffffffff
    return ((crc >> 15 | crc << 17) + 0xa282ead8) & 0xffffffff


def compressed(index):
    """The same table with every block compressed."""
    def block(handle):
        offset, at = read_varint(handle, 0)
        size, _ = read_varint(handle, at)
        assert index[offset + size] == 0
        return index[offset:offset + size]

    out = bytearray()

    def append(content):
        packed = compress(content) + b"\1"
        handle = varint(len(out)) + varint(len(packed) - 1)
        out.extend(packed + struct.pack("<I", crc32c(packed)))
        return handle

    footer = index[-48:]
    _, at = read_varint(footer, 0)
    _, middle = read_varint(footer, at)
    filters = append(block(footer[:middle]))
    listing, entries, at, key = block(footer[middle:]), [], 0, b""
    end = len(listing) - 4 * (struct.unpack("<I", listing[-4:])[0] + 1)
    while at < end:
        shared, at = read_varint(listing, at)
        own, at = read_varint(listing, at)
        size, at = read_varint(listing, at)
        key = key[:shared] + listing[at:at + own]
        entries.append((key, append(block(listing[at + own:at + own + size]))))
        at += own + size
    plain = b"".join(b"\0" + varint(len(k)) + varint(len(h)) + k + h for k, h in entries)
    footer = (filters + append(plain + struct.pack("<II", 0, 1))).ljust(40, b"\0")
    return bytes(out) + footer + struct.pack("<Q", 0xdb4775248b80fb57)


# ------------------------------------------------------------------ the forms

def same(ours, theirs, what):
    assert ours.keys() == theirs.keys(), f"{what}: names differ: {sorted(ours.keys() ^ theirs.keys())}"
    worst = 0.0
    for name, value in ours.items():
        other = theirs[name]
        assert value.shape == other.shape, f"{what}: {name} is {value.shape} and {other.shape}"
        if name != "Variable":
            worst = max(worst, float(np.max(np.abs(value.astype(np.float64) - other.astype(np.float64)), initial=0)))
    print(f"{what}: {len(ours)} tensors, largest difference {worst:g}")


def rewrite(out, step, tensors):
    for form in ("saver", "sharded", "halves", "snappy"):
        folder = out / form
        folder.mkdir(parents=True)
        prefix = folder / f"model.ckpt-{step}"
        if form == "sharded":
            sharded(prefix, tensors)
        else:
            save(prefix, halves(tensors) if form == "halves" else tensors)
        if form == "snappy":
            index = Path(f"{prefix}.index")
            index.write_bytes(compressed(index.read_bytes()))
        same(tensors, {name: reader for name, reader in load(prefix).items()}, form)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--rewrite", type=Path)
    args = parser.parse_args()
    tensors = load(args.folder)
    for name, value in tensors.items():
        assert value.dtype == np.float32 and np.all(np.isfinite(value)), name
    print(f"TensorFlow {tf.__version__} reads {len(tensors)} tensors of {tf.train.latest_checkpoint(str(args.folder))}")
    if args.against:
        same(tensors, load(args.against), "the same as " + str(args.against))
    if args.rewrite:
        rewrite(args.rewrite, tf.train.latest_checkpoint(str(args.folder)).rsplit("-", 1)[1], tensors)


if __name__ == "__main__":
    main()
