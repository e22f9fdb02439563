#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Ours beside the peers in one run: the exact distance map of a 512 x 512 x 100 mask (scipy; ITK where
noms_itk_distance was built), and the shape of cord and sac in 100 slices (skimage).

Usage: compare.py PROGRAM_FOLDER WORK_FOLDER     (needs scipy and skimage; WORK_FOLDER holds what scene.py wrote)

Every figure is the middle of five runs: seconds of wall clock, and of processor in brackets.
"""
import gzip, json, os, resource, statistics, struct, subprocess, sys, time
import numpy as np
import scipy, skimage
from scipy import ndimage
from skimage import measure

programs, work = sys.argv[1:3]
shape, spacing = (512, 512, 100), (0.4, 0.4, 3.0)


def write_nifti(path, data):
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


def read_mask(name):
    with gzip.open(f"{work}/{name}.nii.gz") as f:
        return np.frombuffer(f.read()[352:], np.uint8).reshape(shape, order="F")


def timed(work_once):
    walls, users = [], []
    for _ in range(5):
        wall, user = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
        result = work_once()
        walls.append(time.perf_counter() - wall)
        users.append(resource.getrusage(resource.RUSAGE_SELF).ru_utime - user)
    return result, {"wall_s": statistics.median(walls), "user_s": statistics.median(users)}


def program(name, *arguments):
    return json.loads(subprocess.run([f"{programs}/{name}", *arguments], check=True, capture_output=True, text=True).stdout)


def say(who, figures, against=None):
    times = ""
    if against:
        times = "; " + ", ".join(f"{name} takes {a['wall_s'] / figures['wall_s']:.1f} times as long ({a['user_s'] / figures['user_s']:.1f})"
                                 for name, a in against.items())
    print(f"  {who}: {figures['wall_s']:.4f} s ({figures['user_s']:.4f}){times}, load {os.getloadavg()[0]:.1f}", flush=True)


def distance_maps():
    x, y, z = np.ogrid[: shape[0], : shape[1], : shape[2]]
    cx, cy = 256 + 10 * np.sin(z / 20), 300 + 8 * np.cos(z / 25)
    mask = (((x - cx) * 0.4 / 6) ** 2 + ((y - cy) * 0.4 / 4.5) ** 2 < 1) & (z > 3) & (z < 97)
    mask |= ((x - 200) ** 2 + (y - 260) ** 2 < 30**2) & (z > 40) & (z < 60)
    write_nifti(f"{work}/mask.nii.gz", mask)
    mask.astype(np.uint8).ravel(order="F").tofile(f"{work}/mask.raw")
    print("distance map, 512 x 512 x 100")
    theirs, peer = timed(lambda: ndimage.distance_transform_edt(~mask, sampling=spacing))
    say(f"scipy {scipy.__version__}", peer)
    for threads in ("1", "2"):
        peers = {"scipy": peer}
        if os.path.exists(f"{programs}/noms_itk_distance"):
            peers["ITK"] = program("noms_itk_distance", f"{work}/mask.raw", f"{work}/itk.raw", threads)
            say(f"ITK Maurer, {threads} thread(s)", peers["ITK"])
        ours = program("noms_imaging_benchmark", "map", f"{work}/mask.nii.gz", f"{work}/map.raw", threads)
        say(f"noms, {threads} thread(s)", ours, peers)
    ours = np.fromfile(f"{work}/map.raw", np.float32).reshape(shape, order="F")
    print(f"  largest difference to scipy {np.abs(ours - theirs).max():.1e} mm")
    if os.path.exists(f"{work}/itk.raw"):
        itk = np.fromfile(f"{work}/itk.raw", np.float32).reshape(shape, order="F")
        print(f"  ITK's largest difference to scipy outside the mask {np.abs(itk - theirs)[~mask].max():.1e} mm")


def shape_of_slices(masks, fine):
    """Area, axes, eccentricity, orientation and solidity of each slice; `fine` first brings it to 0.1 mm pixels, as the
    Spinal Cord Toolbox does (it also scales by the angle of the slice, which is 0 here)."""
    found = []
    for mask in masks:
        for k in range(mask.shape[2]):
            part = mask[:, :, k]
            rows, columns = np.any(part, axis=1), np.any(part, axis=0)
            if not rows.any():
                continue
            low, high = np.argmax(rows), len(rows) - np.argmax(rows[::-1])
            left, right = np.argmax(columns), len(columns) - np.argmax(columns[::-1])
            part = np.pad(part[low:high, left:right].astype(float), 5)
            if fine:
                part = ndimage.zoom(part, spacing[0] / 0.1, order=1)
            for p in measure.regionprops((part > 0.5).astype(np.uint8)):
                found.append((p.area, p.axis_minor_length, p.axis_major_length, p.eccentricity, p.orientation, p.solidity))
    return found


def shapes():
    masks = [read_mask("cord"), read_mask("sac")]
    print("shape of cord and sac in 100 slices")
    peers = {}
    for name, fine in (("regionprops at 0.1 mm", True), ("regionprops", False)):
        _, peers[name] = timed(lambda: shape_of_slices(masks, fine))
        say(f"skimage {skimage.__version__} {name}", peers[name])
    say("noms outlines, areas, centres, radii", program("noms_imaging_benchmark", "shapes", f"{work}/cord.nii.gz", f"{work}/sac.nii.gz"), peers)
    say("noms whole grading", program("noms_imaging_benchmark", "escc", *(f"{work}/{n}.nii.gz" for n in ("tumour", "cord", "sac"))), peers)


distance_maps()
shapes()
