using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;

namespace Headgate.Dbt.Commands;

/// <summary>Reads <c>--resource-type</c> and <c>--exclude-resource-type</c>.</summary>
internal static class ResourceTypeChoice
{
    /// <summary>The kinds that a call asks for.</summary>
    /// <param name="options">The call's options.</param>
    /// <param name="usual">The kinds without a word, and of the word <c>default</c>.</param>
    /// <param name="all">The kinds of the word <c>all</c>.</param>
    public static IReadOnlyList<ResourceType> Of(OptionValues options, IReadOnlyList<ResourceType> usual, IReadOnlyList<ResourceType> all)
    {
        var asked = options.Get(CommandOptions.ResourceTypesOnly);
        var left = Read(options.Get(CommandOptions.ExcludeResourceTypes), usual, all).ToHashSet();
        var chosen = asked.Count == 0 ? usual : [.. Read(asked, usual, all).Distinct()];
        return [.. chosen.Where(t => !left.Contains(t))];
    }

    private static IEnumerable<ResourceType> Read(
        IReadOnlyList<string> words,
        IReadOnlyList<ResourceType> usual,
        IReadOnlyList<ResourceType> all
    ) =>
        words.SelectMany(w =>
            w switch
            {
                "default" => usual,
                "all" => all,
                _ => [ResourceTypeNames.Parse(w)!.Value],
            }
        );
}
