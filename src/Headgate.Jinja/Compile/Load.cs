namespace Headgate.Jinja.Compile;

/// <summary>What a variable holds when its scope is entered.</summary>
/// <param name="Kind">Where the value comes from.</param>
/// <param name="Source">The variable outside that is copied, for <see cref="LoadKind.Alias"/>.</param>
internal readonly record struct Load(LoadKind Kind, Variable? Source = null)
{
    public static Load Parameter => new(LoadKind.Parameter);

    public static Load Resolve => new(LoadKind.Resolve);

    public static Load Missing => new(LoadKind.Missing);

    public static Load AliasOf(Variable source) => new(LoadKind.Alias, source);
}
