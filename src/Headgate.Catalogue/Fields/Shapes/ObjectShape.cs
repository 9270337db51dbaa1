using System.Text.Json;

namespace Headgate.Catalogue;

/// <summary>An object with fields of its own.</summary>
/// <param name="Fields">They.</param>
public sealed record ObjectShape(IReadOnlyList<Field> Fields) : Shape
{
    /// <summary>What stands beside its fields under keys that callers choose; null where nothing does.</summary>
    public OtherKeys? Others { get; init; }

    /// <inheritdoc/>
    public override string Words => "object";

    /// <summary>Whether a value is an object; a problem is noted where not.</summary>
    internal static bool Is(Sent sent, FieldProblems problems, string path)
    {
        if (sent.Json.ValueKind == JsonValueKind.Object)
        {
            return true;
        }
        problems.Add(path, "expected a dictionary");
        return false;
    }
}
