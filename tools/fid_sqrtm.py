#!/usr/bin/env python3
"""FID with SciPy's sqrtm, as pytorch-fid computes it, of statistics that our benchmark wrote.

Also prints the value by nuclear norms, which loses nothing where covariances are rank-deficient.

Needs Debian's python3-scipy. From the root of the repository:

    tools/benchmarks fid --save DIR
    tools/fid_sqrtm.py DIR
"""

import json
import pathlib
import sys
import time

import numpy as np
import scipy.linalg


def load(file):
    with np.load(file) as arrays:
        return arrays["mu"], arrays["sigma"]


def by_root(m1, s1, m2, s2):
    root, _ = scipy.linalg.sqrtm(s1.dot(s2), disp=False)
    return ((m1 - m2) ** 2).sum() + np.trace(s1) + np.trace(s2) - 2 * np.trace(root.real)


def factor(covariance):
    values, vectors = np.linalg.eigh(covariance)
    kept = values > values[-1] * len(values) * np.finfo(float).eps
    return vectors[:, kept] * np.sqrt(values[kept])


def by_norm(m1, s1, m2, s2):
    trace = np.linalg.svd(factor(s1).T @ factor(s2), compute_uv=False).sum()
    return ((m1 - m2) ** 2).sum() + np.trace(s1) + np.trace(s2) - 2 * trace


def main():
    folder = pathlib.Path(sys.argv[1])
    for kind in ("full", "deficient"):
        pair = load(folder / f"{kind}-1.npz") + load(folder / f"{kind}-2.npz")
        cpu, wall = time.process_time(), time.perf_counter()
        value = by_root(*pair)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        print(
            json.dumps(
                {
                    "kind": kind,
                    "sqrtm_fid": value,
                    "sqrtm_cpu_s": cpu,
                    "sqrtm_wall_s": wall,
                    "nuclear_norm_fid": by_norm(*pair),
                }
            ),
            flush=True,
        )


if __name__ == "__main__":
    main()
