using System.Globalization;

namespace Headgate.Dbt.Selection.Methods;

/// <summary>The order of model versions: numbers by value, anything else by text.</summary>
internal static class ModelVersions
{
    /// <summary>Compares two versions; negative where the first is earlier.</summary>
    public static int Compare(object? left, object? right)
    {
        var first = Convert.ToString(left, CultureInfo.InvariantCulture) ?? "";
        var second = Convert.ToString(right, CultureInfo.InvariantCulture) ?? "";
        return
            double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
            && double.TryParse(second, NumberStyles.Float, CultureInfo.InvariantCulture, out var b)
            ? a.CompareTo(b)
            : string.CompareOrdinal(first, second);
    }
}
