// HTTP/1.1 on streams: what `from coroscope import http` is to Python.
#pragma once

#include "runtime/http_client.hpp"
#include "runtime/http_server.hpp"
