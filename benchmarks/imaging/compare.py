#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Exact distance map of a 512 x 512 x 100 mask: ours beside scipy in one run.

Usage: compare.py PROGRAM_FOLDER WORK_FOLDER     (needs Debian's python3-scipy and python3-nibabel or numpy alone)
"""
import json, subprocess, sys, time
import numpy as np
from scipy import ndimage

programs, work = sys.argv[1:3]
shape, spacing = (512, 512, 100), (0.4, 0.4, 3.0)
x, y, z = np.ogrid[: shape[0], : shape[1], : shape[2]]
cx, cy = 256 + 10 * np.sin(z / 20), 300 + 8 * np.cos(z / 25)
mask = (((x - cx) * 0.4 / 6) ** 2 + ((y - cy) * 0.4 / 4.5) ** 2 < 1) & (z > 3) & (z < 97)
mask |= ((x - 200) ** 2 + (y - 260) ** 2 < 30**2) & (z > 40) & (z < 60)


def write_nifti(path, data):
    import gzip, struct
    head = bytearray(352)
    struct.pack_into("<i", head, 0, 348)
    struct.pack_into("<8h", head, 40, 3, *data.shape, 1, 1, 1, 1)
    struct.pack_into("<hh", head, 70, 2, 8)
    struct.pack_into("<8f", head, 76, 1, *spacing, 1, 1, 1, 1)
    struct.pack_into("<ff", head, 108, 352, 1)
    head[123] = 2
    struct.pack_into("<h", head, 254, 2)
    for row in range(3):
        values = [0.0] * 4
        values[row] = spacing[row]
        struct.pack_into("<4f", head, 280 + 16 * row, *values)
    head[344:348] = b"n+1\0"
    with gzip.open(path, "wb", 6) as f:
        f.write(head)
        f.write(data.astype(np.uint8).tobytes(order="F"))


write_nifti(f"{work}/mask.nii.gz", mask)
times = []
for _ in range(3):
    start = time.perf_counter()
    theirs = ndimage.distance_transform_edt(~mask, sampling=spacing)
    times.append(time.perf_counter() - start)
print(f"scipy {__import__('scipy').__version__}: {min(times):.3f} s")
for threads in ("1", "2"):
    out = subprocess.run([f"{programs}/noms_imaging_benchmark", f"{work}/mask.nii.gz", f"{work}/map.raw", threads],
                         check=True, capture_output=True, text=True).stdout
    ours = np.fromfile(f"{work}/map.raw", np.float32).reshape(shape, order="F")
    figures = json.loads(out)
    print(f"noms, {threads} thread(s): {figures['distance_map_s']:.3f} s ({min(times) / figures['distance_map_s']:.1f} times as fast), "
          f"load {figures['load_s']:.3f} s, largest difference {np.abs(ours - theirs).max():.2e} mm")
