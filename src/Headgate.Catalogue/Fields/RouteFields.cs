using System.Text.RegularExpressions;

namespace Headgate.Catalogue;

/// <summary>The values of a path, read from its template: <c>{job_id:long}</c>, <c>{subscription_id}</c>, <c>{path*}</c>.</summary>
public static partial class RouteFields
{
    private static readonly Dictionary<string, string> Sayings = new(StringComparer.Ordinal)
    {
        ["account_id"] = "The account; a token reaches only its own.",
        ["tool_name"] = "Name of the tool, such as weather__forecast.",
        ["path"] = "Path of the file below the run's target folder, such as manifest.json.",
    };

    /// <summary>The values of a template, in its order.</summary>
    public static IEnumerable<Field> Of(string route) =>
        RouteValue().Matches(route).Select(m => Of(m.Groups["name"].Value, isNumber: m.Groups["form"].Value == ":long"));

    private static Field Of(string name, bool isNumber)
    {
        var says = Sayings.GetValueOrDefault(name, $"Id of the {name.Replace("_id", "", StringComparison.Ordinal).Replace('_', ' ')}.");
        return isNumber
            ? new FieldMaker(FieldPlace.Path).Id(name, says).Required()
            : new FieldMaker(FieldPlace.Path).Text(name, says, 1024).Required();
    }

    [GeneratedRegex(@"\{(?<name>[a-z_]+)(?<form>\*|:long)?\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RouteValue();
}
