# noms_embed_page(TARGET FILE file)
#
# Puts the page, one HTML file that tools/build_page.sh makes, into the program, as embedded_page() of noms/cli/embedded.h.
# Where the file is not there the program is built without it, and `noms page` says so.
function(noms_embed_page target)
  cmake_parse_arguments(E "" "FILE" "" ${ARGN})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${E_FILE}")
  set(incbin "")
  set(source "${CMAKE_BINARY_DIR}/embedded/${target}.S")
  if(EXISTS "${E_FILE}")
    set(incbin "    .incbin \"${E_FILE}\"\n")
    set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${E_FILE}")
  else()
    message(STATUS "The page is not built: `noms page` will say so. To have it, run tools/build_page.sh and configure again.")
  endif()
  file(CONFIGURE OUTPUT "${source}" CONTENT "    .section .rodata
    .global noms_page_begin
    .global noms_page_end
noms_page_begin:
${incbin}noms_page_end:
    .byte 0
    .section .note.GNU-stack,\"\",@progbits
" @ONLY)
  file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/embedded/${target}.cpp" CONTENT "#include \"noms/cli/embedded.h\"

extern \"C\" const char noms_page_begin[];
extern \"C\" const char noms_page_end[];

namespace noms::cli {

std::string_view embedded_page() {
  return {noms_page_begin, static_cast<std::size_t>(noms_page_end - noms_page_begin)};
}

}  // namespace noms::cli
" @ONLY)
  add_library(${target} STATIC "${source}" "${CMAKE_BINARY_DIR}/embedded/${target}.cpp")
  target_link_libraries(${target} PUBLIC noms_flags)
endfunction()

# noms_embed_site(TARGET DIRECTORY dir)
#
# Puts the files of the page for a server, which tools/build_page.sh makes, into the program, as embedded_site() of
# noms/cli/embedded.h: each as it is and compressed (gzip, without a time in it), with its SHA-256. Where the folder is not there
# the table is empty, and `noms serve` says so.
function(noms_embed_site target)
  cmake_parse_arguments(E "" "DIRECTORY" "" ${ARGN})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${E_DIRECTORY}/index.html")
  file(GLOB files CONFIGURE_DEPENDS "${E_DIRECTORY}/*")
  list(SORT files)
  find_program(NOMS_ZOPFLI zopfli)  # gzip, 4 % smaller
  set(folder "${CMAKE_BINARY_DIR}/embedded/site")
  file(MAKE_DIRECTORY "${folder}")
  set(assembler "    .section .rodata\n")
  set(declarations "")
  set(table "")
  set(index 0)
  foreach(file IN LISTS files)
    get_filename_component(name "${file}" NAME)
    file(SHA256 "${file}" hash)
    set(small "${folder}/${name}.gz")
    if(NOMS_ZOPFLI)
      if("${file}" IS_NEWER_THAN "${small}")
        execute_process(COMMAND "${NOMS_ZOPFLI}" -c "${file}" OUTPUT_FILE "${small}" COMMAND_ERROR_IS_FATAL ANY)
      endif()
    else()
      file(ARCHIVE_CREATE OUTPUT "${small}" PATHS "${file}" FORMAT raw COMPRESSION GZip COMPRESSION_LEVEL 9 MTIME "1970-01-01")
    endif()
    string(APPEND assembler "    .global noms_site_${index}_begin\n    .global noms_site_${index}_end\n    .global noms_site_${index}_gzip\nnoms_site_${index}_begin:\n    .incbin \"${file}\"\nnoms_site_${index}_end:\n    .incbin \"${small}\"\nnoms_site_${index}_gzip:\n    .byte 0\n")
    string(APPEND declarations "extern \"C\" const char noms_site_${index}_begin[];\nextern \"C\" const char noms_site_${index}_end[];\nextern \"C\" const char noms_site_${index}_gzip[];\n")
    string(APPEND table "      {\"${name}\", between(noms_site_${index}_begin, noms_site_${index}_end), between(noms_site_${index}_end, noms_site_${index}_gzip), \"${hash}\"},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembler "    .section .note.GNU-stack,\"\",@progbits\n")
  set(folder "${CMAKE_BINARY_DIR}/embedded")
  file(CONFIGURE OUTPUT "${folder}/${target}.S" CONTENT "${assembler}" @ONLY)
  file(CONFIGURE OUTPUT "${folder}/${target}.cpp" CONTENT "#include \"noms/cli/embedded.h\"

${declarations}
namespace noms::cli {

std::vector<service::Asset> embedded_site() {
  [[maybe_unused]] const auto between = [](const char* begin, const char* end) {
    return std::string_view(begin, static_cast<std::size_t>(end - begin));
  };
  return {
${table}  };
}

}  // namespace noms::cli
" @ONLY)
  set_source_files_properties("${folder}/${target}.S" PROPERTIES OBJECT_DEPENDS "${files}")
  add_library(${target} STATIC "${folder}/${target}.S" "${folder}/${target}.cpp")
  target_link_libraries(${target} PUBLIC noms_flags)
endfunction()

# noms_embed(TARGET DIRECTORY dir NAMESPACE ns)
#
# Puts every *.md and *.csv below `dir` into the program: an assembler file with .incbin and a sorted table of names, declared
# in noms/cli/embedded.h. The bytes are those of the tree; nothing is converted. Their hash is computed when the program is built
# (NomsHash.cmake), so that starting it does not.
function(noms_embed target)
  cmake_parse_arguments(E "" "DIRECTORY;NAMESPACE" "" ${ARGN})
  file(GLOB_RECURSE files CONFIGURE_DEPENDS "${E_DIRECTORY}/*.md" "${E_DIRECTORY}/*.csv")
  list(SORT files)
  set(assembler "    .section .rodata\n")
  set(declarations "")
  set(table "")
  set(names "")
  set(index 0)
  foreach(file IN LISTS files)
    file(RELATIVE_PATH name "${E_DIRECTORY}" "${file}")
    string(APPEND names "${name}\n")
    string(APPEND assembler "    .global noms_embedded_${index}_begin\n    .global noms_embedded_${index}_end\nnoms_embedded_${index}_begin:\n    .incbin \"${file}\"\nnoms_embedded_${index}_end:\n    .byte 0\n")
    string(APPEND declarations "extern \"C\" const char noms_embedded_${index}_begin[];\nextern \"C\" const char noms_embedded_${index}_end[];\n")
    string(APPEND table "      {\"${name}\", {noms_embedded_${index}_begin, static_cast<std::size_t>(noms_embedded_${index}_end - noms_embedded_${index}_begin)}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembler "    .section .note.GNU-stack,\"\",@progbits\n")
  set(folder "${CMAKE_BINARY_DIR}/embedded")
  file(CONFIGURE OUTPUT "${folder}/${target}.S" CONTENT "${assembler}" @ONLY)
  file(CONFIGURE OUTPUT "${folder}/${target}.cpp" CONTENT "#include \"noms/cli/embedded.h\"

${declarations}
namespace ${E_NAMESPACE} {

std::vector<knowledge::SourceFile> embedded_knowledge() {
  return {
${table}  };
}

}  // namespace ${E_NAMESPACE}
" @ONLY)
  file(CONFIGURE OUTPUT "${folder}/${target}.names" CONTENT "${names}" @ONLY)
  add_custom_command(
    OUTPUT "${folder}/${target}_hash.cpp"
    COMMAND "${CMAKE_COMMAND}" "-DDIRECTORY=${E_DIRECTORY}" "-DNAMES=${folder}/${target}.names"
            "-DOUTPUT=${folder}/${target}_hash.cpp" "-DNAMESPACE=${E_NAMESPACE}" -P "${CMAKE_SOURCE_DIR}/cmake/NomsHash.cmake"
    DEPENDS ${files} "${folder}/${target}.names" "${CMAKE_SOURCE_DIR}/cmake/NomsHash.cmake"
    VERBATIM)
  set_source_files_properties("${folder}/${target}.S" PROPERTIES OBJECT_DEPENDS "${files}")
  add_library(${target} STATIC "${folder}/${target}.S" "${folder}/${target}.cpp" "${folder}/${target}_hash.cpp")
  target_link_libraries(${target} PUBLIC noms_flags)
endfunction()
