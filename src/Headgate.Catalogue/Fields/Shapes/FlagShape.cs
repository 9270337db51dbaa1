using System.Text.Json;

namespace Headgate.Catalogue;

/// <summary>True or false. In a query string <c>true/false</c> in any case and <c>1/0</c>.</summary>
public sealed record FlagShape : Shape
{
    /// <inheritdoc/>
    public override string Words => "boolean";

    internal static bool? Read(Sent sent, FieldProblems problems, string path)
    {
        if (sent.Texts is { } texts)
        {
            switch (texts[^1].Trim().ToLowerInvariant())
            {
                case "true" or "1":
                    return true;
                case "false" or "0":
                    return false;
                default:
                    problems.Add(path, "Must be true or false.");
                    return null;
            }
        }
        switch (sent.Json.ValueKind)
        {
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                problems.Add(path, "expected bool");
                return null;
        }
    }
}
