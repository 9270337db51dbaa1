using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>Digest of a file, by which <c>state:modified</c> sees a change.</summary>
public sealed class Checksum
{
    /// <summary>Algorithm: <c>sha256</c>, <c>path</c> for seeds too large to digest, or <c>none</c>.</summary>
    public string Name { get; set; } = "none";

    /// <summary>Digest as lower-case hexadecimal, or the path.</summary>
    [JsonPropertyName("checksum")]
    public string Value { get; set; } = "";
}
