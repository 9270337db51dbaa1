# Sourced by the scripts in the root: is the .NET 10 SDK there? One clear line where it is not.
if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
  echo "Headgate needs the .NET 10 SDK, and 'dotnet --list-sdks' shows none: install package dotnet-sdk-10.0, or see the download page of .NET." >&2
  return 1 2>/dev/null || exit 1
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
