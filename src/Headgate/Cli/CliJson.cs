using System.Text.Json.Serialization;
using Headgate.Cli.Servers;
using Headgate.Cli.Up;

namespace Headgate.Cli;

/// <summary>The small files of the command line, as JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Bootstrap))]
[JsonSerializable(typeof(ServerState))]
[JsonSerializable(typeof(DemoState))]
[JsonSerializable(typeof(IReadOnlyList<Login>))]
internal sealed partial class CliJson : JsonSerializerContext;
