namespace Headgate.Dbt.CommandLine;

/// <summary>An option of dbt's command line: its spellings, its variable of the environment and how its text is read.</summary>
internal abstract record Option
{
    /// <summary>The name under which the option stands in <c>args</c> of run_results.json and in project flags: <c>full_refresh</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Spellings that give the value or switch it on.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Spellings that switch it off; empty where there is no such thing.</summary>
    public IReadOnlyList<string> OffNames { get; init; } = [];

    /// <summary>The variable of the environment, or null. The same name after <c>DBT_ENGINE_</c> counts first.</summary>
    public string? Variable { get; init; }

    /// <summary>An older variable, which goes before everything else while it is set; null for none.</summary>
    public string? OlderVariable { get; init; }

    /// <summary>Does the older variable say the opposite?</summary>
    public bool OlderIsOpposite { get; init; }

    /// <summary>Where its text starts from as a place of files; null where it is none.</summary>
    public PlaceStart? Place { get; init; }

    /// <summary>How many arguments follow.</summary>
    public required Arity Arity { get; init; }

    /// <summary>The word for the argument in the help.</summary>
    public string Metavar { get; init; } = "";

    /// <summary>What the option does, for the help.</summary>
    public string Help { get; init; } = "";

    /// <summary>Who does what it asks for.</summary>
    public OptionUse Use { get; init; } = OptionUse.Code;

    /// <summary>Left out of the help.</summary>
    public bool Hidden { get; init; }

    /// <summary>The value where nothing says otherwise.</summary>
    public abstract object? Fallback { get; }

    /// <summary>Reads the option's arguments in the order in which they were given.</summary>
    /// <returns>The value, or what is wrong with it in the words of dbt's usage errors.</returns>
    public abstract Reading Read(IReadOnlyList<string> texts);

    /// <summary>The value as plain data for <c>args</c>; null leaves it out.</summary>
    public abstract object? ToPlain(object? value);

    /// <summary>The spellings as they stand in a usage error: <c>'--resource-types' / '--resource-type'</c>.</summary>
    public string Quoted => string.Join(" / ", Names.Select(n => $"'{n}'"));
}
