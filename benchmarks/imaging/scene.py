# SPDX-License-Identifier: Apache-2.0
"""Writes a 512 x 512 x 100 scene (0.4 x 0.4 x 3 mm: tumour, cord, sac) and 512 x 512 x 600 labels (0.5 x 0.5 x 0.5 mm) as .nii.gz."""
import gzip, struct, sys
import numpy as np


def write(path, data, spacing):
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
        values[row] = (-1, -1, 1)[row] * spacing[row]
        struct.pack_into("<4f", head, 280 + 16 * row, *values)
    head[344:348] = b"n+1\0"
    with gzip.open(path, "wb", 6) as f:
        f.write(head)
        f.write(data.astype(np.uint8).tobytes(order="F"))


work = sys.argv[1]
x, y, z = np.ogrid[:512, :512, :100]
cx, cy = 256 + 0 * z, 256 + 10 * np.cos(z / 40)
dx, dy = (x - cx) * 0.4, (y - cy) * 0.4
canal = (dx / 10) ** 2 + (dy / 8.5) ** 2 < 1
tumour = (dx - 13) ** 2 + (dy + 4) ** 2 + (3 * (z - 50)) ** 2 * 0.25 < 100
cord = ((dx / 5.8) ** 2 + (dy / 4) ** 2 < 1) & ~tumour
sac = ((dx / 8.2) ** 2 + (dy / 6.8) ** 2 < 1) & ~tumour
for name, mask in (("tumour", tumour), ("cord", cord), ("sac", sac)):
    write(f"{work}/{name}.nii.gz", mask, (0.4, 0.4, 3.0))
x, y, z = np.ogrid[:512, :512, :600]
dx, dy = (x - 256) * 0.5, (y - 300) * 0.5
body = (dx / 19) ** 2 + ((dy + 25) / 15) ** 2 < 1
r = np.hypot(dx, dy)
arch = ((r > 9) & (r < 16)) | ((abs(dx) < 4) & (dy > 9) & (dy < 34))
labels = np.zeros((512, 512, 600), np.uint8)
for n in range(10):
    low = 5 + 60 * n
    labels[:, :, low : low + 46] = np.where(body, 24 - n, 0)
    labels[:, :, low + 10 : low + 38] = np.where(body | arch, 24 - n, 0)
write(f"{work}/labels.nii.gz", labels, (0.5, 0.5, 0.5))
