#!/bin/sh
# The compiler driver of the build calls for clang's spelling of the target.
for argument; do
  shift
  case $argument in --target=*) ;; *) set -- "$@" "$argument" ;; esac
done
exec aarch64-linux-gnu-gcc "$@"
