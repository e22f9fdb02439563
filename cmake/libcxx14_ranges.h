// SPDX-License-Identifier: Apache-2.0
#pragma once

// The range algorithms that the core uses and that libc++ 14 (Debian's C++ library for WebAssembly) does not have yet.
// Included with
// `-include` by builds for WebAssembly; nothing with a newer library.

#include <algorithm>
#include <functional>
#include <iterator>

#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 15000
namespace std::ranges {

struct noms_find {
  template <class R, class T, class P = identity>
  constexpr auto operator()(R&& range, const T& value, P projection = {}) const {
    return std::find_if(std::begin(range), std::end(range),
                        [&](auto&& x) { return std::invoke(projection, x) == value; });
  }
};
struct noms_find_if {
  template <class R, class F, class P = identity>
  constexpr auto operator()(R&& range, F test, P projection = {}) const {
    return std::find_if(std::begin(range), std::end(range),
                        [&](auto&& x) { return std::invoke(test, std::invoke(projection, x)); });
  }
};
struct noms_count {
  template <class R, class T, class P = identity>
  constexpr auto operator()(R&& range, const T& value, P projection = {}) const {
    return std::count_if(std::begin(range), std::end(range),
                         [&](auto&& x) { return std::invoke(projection, x) == value; });
  }
};
struct noms_count_if {
  template <class R, class F, class P = identity>
  constexpr auto operator()(R&& range, F test, P projection = {}) const {
    return std::count_if(std::begin(range), std::end(range),
                         [&](auto&& x) { return std::invoke(test, std::invoke(projection, x)); });
  }
};
struct noms_any_of {
  template <class R, class F, class P = identity>
  constexpr bool operator()(R&& range, F test, P projection = {}) const {
    return std::any_of(std::begin(range), std::end(range),
                       [&](auto&& x) { return std::invoke(test, std::invoke(projection, x)); });
  }
};
struct noms_all_of {
  template <class R, class F, class P = identity>
  constexpr bool operator()(R&& range, F test, P projection = {}) const {
    return std::all_of(std::begin(range), std::end(range),
                       [&](auto&& x) { return std::invoke(test, std::invoke(projection, x)); });
  }
};
struct noms_none_of {
  template <class R, class F, class P = identity>
  constexpr bool operator()(R&& range, F test, P projection = {}) const {
    return std::none_of(std::begin(range), std::end(range),
                        [&](auto&& x) { return std::invoke(test, std::invoke(projection, x)); });
  }
};
struct noms_equal {
  template <class R, class Q>
  constexpr bool operator()(R&& range, Q&& other) const {
    return std::equal(std::begin(range), std::end(range), std::begin(other), std::end(other));
  }
};
struct noms_for_each {
  template <class R, class F>
  constexpr void operator()(R&& range, F use) const {
    std::for_each(std::begin(range), std::end(range), use);
  }
};
struct noms_replace {
  template <class R, class T>
  constexpr void operator()(R&& range, const T& was, const T& now) const {
    std::replace(std::begin(range), std::end(range), was, now);
  }
};
struct noms_sort {
  template <class R, class C = less<>, class P = identity>
  constexpr void operator()(R&& range, C before = {}, P projection = {}) const {
    std::sort(std::begin(range), std::end(range), [&](auto&& a, auto&& b) {
      return std::invoke(before, std::invoke(projection, a), std::invoke(projection, b));
    });
  }
};
struct noms_stable_sort {
  template <class R, class C = less<>, class P = identity>
  void operator()(R&& range, C before = {}, P projection = {}) const {
    std::stable_sort(std::begin(range), std::end(range), [&](auto&& a, auto&& b) {
      return std::invoke(before, std::invoke(projection, a), std::invoke(projection, b));
    });
  }
};

struct noms_minmax_element {
  template <class R>
  constexpr auto operator()(R&& range) const {
    return std::minmax_element(std::begin(range), std::end(range));
  }
};

inline constexpr noms_find find;
inline constexpr noms_find_if find_if;
inline constexpr noms_count count;
inline constexpr noms_count_if count_if;
inline constexpr noms_any_of any_of;
inline constexpr noms_all_of all_of;
inline constexpr noms_none_of none_of;
inline constexpr noms_equal equal;
inline constexpr noms_for_each for_each;
inline constexpr noms_minmax_element minmax_element;
inline constexpr noms_replace replace;
inline constexpr noms_sort sort;
inline constexpr noms_stable_sort stable_sort;

}  // namespace std::ranges
#endif
