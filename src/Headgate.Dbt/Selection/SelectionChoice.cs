using Headgate.Dbt.CommandLine;

namespace Headgate.Dbt.Selection;

/// <summary>Which of a call's options says what to select: <c>--selector</c>, <c>--select</c> and <c>--exclude</c>, or the project's default selector.</summary>
internal static class SelectionChoice
{
    /// <summary>The specification of a call.</summary>
    /// <param name="options">The call's options.</param>
    /// <param name="definitions">selectors.yml, as plain data by name.</param>
    /// <param name="byDefault">Told the name where the project's default selector is used.</param>
    /// <param name="ignored">Told that a selector keeps the other options from being looked at.</param>
    /// <exception cref="DbtException">The selection has no meaning.</exception>
    public static SelectionSpec Read(
        OptionValues options,
        OrderedDictionary<string, object?> definitions,
        Action<string> byDefault,
        Action ignored
    )
    {
        var indirect = IndirectSelections.Read(options.Get(GlobalOptions.IndirectSelection));
        var selectors = new SelectorDefinitions(definitions, indirect);
        if (options.Get(CommandOptions.Selector) is { } name)
        {
            if (options.Get(CommandOptions.Select).Count > 0 || options.Get(CommandOptions.Exclude).Count > 0)
            {
                ignored();
            }
            return selectors.Get(name);
        }
        var models = options.Get(CommandOptions.Models);
        var select = models.Count > 0 ? models : options.Get(CommandOptions.Select);
        var exclude = options.Get(CommandOptions.Exclude);
        if (select.Count == 0 && exclude.Count == 0 && selectors.Default is { } usual)
        {
            byDefault(usual);
            return selectors.Get(usual);
        }
        return SelectionArguments.Read(select, exclude, indirect);
    }
}
