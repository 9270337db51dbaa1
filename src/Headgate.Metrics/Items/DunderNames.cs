using System.Text.RegularExpressions;
using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Items;

/// <summary>Names whose parts are joined by two underscores: <c>customer__region__opened_on__month</c>.</summary>
internal static partial class DunderNames
{
    private static readonly ItemKind[] AnyKind = [ItemKind.Category, ItemKind.Time, ItemKind.Entity];
    private static readonly ItemKind[] TimeOnly = [ItemKind.Time];

    /// <summary>Reads such a name, in any case; null if the text is none.</summary>
    public static ItemPattern? Read(string text, SemanticManifest manifest)
    {
        var lower = text.ToLowerInvariant();
        if (text.Length > 1000 || !Form().IsMatch(lower))
        {
            return null;
        }
        var parts = lower.Split(Item.Separator);
        if (parts[^1].StartsWith("extract_", StringComparison.Ordinal))
        {
            return null;
        }
        var grain = parts.Length > 1 ? manifest.FindGrain(parts[^1]) : null;
        var names = grain is null ? parts : parts[..^1];
        return new ItemPattern
        {
            Text = text,
            Name = names[^1],
            Links = names[..^1],
            Grain = grain,
            Kinds = grain is null ? AnyKind : TimeOnly,
        };
    }

    [GeneratedRegex("^[a-z](_?[a-z0-9])*(__[a-z](_?[a-z0-9])*)*$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
