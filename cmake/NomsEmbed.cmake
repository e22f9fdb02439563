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
