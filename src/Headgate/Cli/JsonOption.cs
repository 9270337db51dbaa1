using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headgate.Cli;

/// <summary>The option <c>--json</c>, the same for every command that prints data.</summary>
internal static class JsonOption
{
    /// <summary>How data is printed: for people to read and for programs to parse.</summary>
    public static JsonSerializerOptions Format { get; } =
        new()
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
        };

    /// <summary>A new option for one command.</summary>
    public static Option<bool> Create() => new("--json") { Description = "Print data as JSON." };
}
