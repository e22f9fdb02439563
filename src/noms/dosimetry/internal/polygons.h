// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "noms/dosimetry/solid.h"

namespace noms::dosimetry {

/// Fills area and box; turns the points counter-clockwise and drops points that repeat their neighbour.
void measure(Polygon& polygon);

/// True when the point lies inside (even-odd).
bool contains(const Polygon& polygon, Point2 p);

/// Marks holes by nesting and drops contours that are there twice. Gives the area of the plane.
double nest(std::vector<Polygon>& polygons, int& repeated);

/// Distance from a point to the outline of a polygon, mm.
double outline_distance(const Polygon& polygon, Point2 p);

/// Smallest distance between two outlines, mm; 0 where they cross.
double outline_distance(const Polygon& a, const Polygon& b);

/// True when the point lies in the joined polygons of a plane (in an even-odd sense over nesting).
bool plane_contains(const std::vector<Polygon>& polygons, Point2 p);

}  // namespace noms::dosimetry
