# coroscope_options carries everything that must hold for all of our code: language options, include
# root, warnings, sanitizers. Every target links it; flags set by folder would miss some silently.
add_library(coroscope_options INTERFACE)
target_include_directories(coroscope_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(coroscope_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi
    # Source places are those of the repository, wherever it lies; recordings carry them.
    -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=
    # Designated initialisers leave the rest at its default on purpose.
    -Wno-missing-field-initializers)

if(COROSCOPE_WERROR)
    target_compile_options(coroscope_options INTERFACE -Werror)
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 warns falsely inside its own headers: <stop_token> (std::jthread at -O2), and
    # string concatenation (-Wrestrict, GCC bug 105651).
    target_compile_options(coroscope_options INTERFACE -Wno-error=maybe-uninitialized -Wno-restrict)
endif()

if(COROSCOPE_SANITIZE)
    target_compile_options(coroscope_options INTERFACE
        -fsanitize=${COROSCOPE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
    target_link_options(coroscope_options INTERFACE -fsanitize=${COROSCOPE_SANITIZE})
endif()

# A library of the sources that a folder has: coroscope_library(NAME FOLDER libraries that it uses…)
function(coroscope_library name folder)
    file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    if(sources)
        add_library(${name} STATIC ${sources})
        target_link_libraries(${name} PUBLIC coroscope_options ${ARGN})
    else()
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE coroscope_options ${ARGN})
    endif()
endfunction()
