// Catch2 2.13 (Debian 12) and 3.x (Debian 13) under one include.
#pragma once
#if KVALI_CATCH_MAJOR == 2
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
using Catch::Approx;
#endif
