namespace Headgate.Dbt.CommandLine;

/// <summary>The values of a command's options and where each came from.</summary>
internal sealed class OptionValues
{
    private readonly Dictionary<string, (object? Value, OptionOrigin Origin)> _values = [];
    private readonly Dictionary<string, Option> _options = [];

    /// <summary>Older variables that were found, each with the name that it has now.</summary>
    public List<(string Old, string New)> Renamed { get; } = [];

    /// <summary>Options of the command, in the order of the help.</summary>
    public IEnumerable<Option> Options => _options.Values;

    /// <summary>The option's value; its default where the command does not take it.</summary>
    public T Get<T>(Option<T> option) => _values.TryGetValue(option.Key, out var found) ? (T)found.Value! : option.Default;

    /// <summary>The value of a key as plain data, or null where the command has no such option.</summary>
    public object? Plain(string key) => _options.TryGetValue(key, out var option) ? option.ToPlain(_values[key].Value) : null;

    /// <summary>The value of a key, or null where the command has no such option.</summary>
    public object? Value(string key) => _values.GetValueOrDefault(key).Value;

    /// <summary>Where the option's value came from.</summary>
    public OptionOrigin OriginOf(Option option) => _values.TryGetValue(option.Key, out var found) ? found.Origin : OptionOrigin.Default;

    /// <summary>Was the option given, by whatever means?</summary>
    public bool IsGiven(Option option) => OriginOf(option) != OptionOrigin.Default;

    /// <summary>Sets a value, unless one of a stronger origin is there.</summary>
    public void Set(Option option, object? value, OptionOrigin origin)
    {
        _options.TryAdd(option.Key, option);
        if (!_values.TryGetValue(option.Key, out var old) || old.Origin <= origin)
        {
            _values[option.Key] = (value, origin);
        }
    }
}
