using System.Globalization;

namespace Headgate.Dbt.CommandLine;

/// <summary>The kinds of option that dbt has.</summary>
internal static class OptionKinds
{
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>A switch that can only be turned on.</summary>
    public static Option<bool> Flag(string key, string? variable, string help, params string[] names) =>
        Switch(key, variable, false, help, names, []);

    /// <summary>A switch with a spelling for on and one for off, both made from the key.</summary>
    public static Option<bool> Toggle(string key, string? variable, bool fallback, string help, params string[] shortNames)
    {
        var name = key.Replace('_', '-');
        return Switch(key, variable, fallback, help, [.. shortNames, "--" + name], ["--no-" + name]);
    }

    /// <summary>A text.</summary>
    public static Option<string?> Text(string key, string? variable, string help, params string[] names) =>
        Single(key, variable, null, "TEXT", help, names, static t => new(t));

    /// <summary>A place of files, from the working folder on.</summary>
    public static Option<string?> Path(string key, string? variable, string help, string metavar, bool mustExist, params string[] names) =>
        Single(
            key,
            variable,
            null,
            metavar,
            help,
            names,
            t => mustExist && !Directory.Exists(t) && !File.Exists(t) ? new(null, $"Path '{t}' does not exist.") : new(t)
        ) with
        {
            Place = PlaceStart.WorkingFolder,
        };

    /// <summary>A whole number.</summary>
    public static Option<int?> Integer(string key, string? variable, int? fallback, string help, params string[] names) =>
        new()
        {
            Key = key,
            Names = names,
            Variable = variable,
            Arity = Arity.One,
            Metavar = "INTEGER",
            Help = help,
            Default = fallback,
            Reader = static t =>
                int.TryParse(t[^1], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                    ? new(number)
                    : new(null, $"'{t[^1]}' is not a valid integer."),
        };

    /// <summary>One of a few words, in any case.</summary>
    public static Option<string?> Choice(
        string key,
        string? variable,
        string? fallback,
        string help,
        string[] words,
        params string[] names
    ) => Single(key, variable, fallback, $"[{string.Join('|', words)}]", help, names, t => OneOf(t, words));

    /// <summary>Any number of texts.</summary>
    public static Option<IReadOnlyList<string>> List(string key, string help, params string[] names) =>
        Many(key, null, "TUPLE", help, names, static t => new(t));

    /// <summary>Any number of a few words; the environment separates them by blanks.</summary>
    public static Option<IReadOnlyList<string>> ChoiceList(
        string key,
        string? variable,
        string help,
        string[] words,
        params string[] names
    ) =>
        Many(
            key,
            variable,
            $"[{string.Join('|', words)}]",
            help,
            names,
            texts =>
            {
                var read = texts.SelectMany(t => t.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(t => OneOf(t, words)).ToList();
                return read.Find(r => r.Error is not null) is { Error: not null } wrong
                    ? wrong
                    : new(read.ConvertAll(r => (string)r.Value!));
            }
        );

    /// <summary>A mapping written as YAML.</summary>
    public static Option<OrderedDictionary<string, object?>> Mapping(
        string key,
        string? variable,
        string metavar,
        string help,
        params string[] names
    ) =>
        new()
        {
            Key = key,
            Names = names,
            Variable = variable,
            Arity = Arity.One,
            Metavar = metavar,
            Help = help,
            Default = [],
            Reader = t => MappingText.Read(t[^1], key),
        };

    /// <summary>A moment, in one of three forms.</summary>
    public static Option<DateTime?> Moment(string key, string variable, string help, params string[] names) =>
        new()
        {
            Key = key,
            Names = names,
            Variable = variable,
            Arity = Arity.One,
            Metavar = "[%Y-%m-%d|%Y-%m-%dT%H:%M:%S|%Y-%m-%d %H:%M:%S]",
            Help = help,
            Default = null,
            Reader = static t =>
                DateTime.TryParseExact(t[^1], Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
                    ? new(moment)
                    : new(null, $"'{t[^1]}' does not match the formats '%Y-%m-%d', '%Y-%m-%dT%H:%M:%S', '%Y-%m-%d %H:%M:%S'."),
            Writer = static v => v?.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        };

    /// <summary>Reads a truth value as the environment spells it; null where it is none.</summary>
    public static bool? Truth(string text) =>
        text.Trim().ToLowerInvariant() switch
        {
            "1" or "true" or "t" or "yes" or "y" or "on" => true,
            "0" or "false" or "f" or "no" or "n" or "off" or "" => false,
            _ => null,
        };

    private static Option<bool> Switch(string key, string? variable, bool fallback, string help, string[] on, string[] off) =>
        new()
        {
            Key = key,
            Names = on,
            OffNames = off,
            Variable = variable,
            Arity = Arity.None,
            Help = help,
            Default = fallback,
            Reader = static t => Truth(t[^1]) is { } value ? new(value) : new(null, $"'{t[^1]}' is not a valid boolean."),
        };

    private static Option<string?> Single(
        string key,
        string? variable,
        string? fallback,
        string metavar,
        string help,
        string[] names,
        Func<string, Reading> read
    ) =>
        new()
        {
            Key = key,
            Names = names,
            Variable = variable,
            Arity = Arity.One,
            Metavar = metavar,
            Help = help,
            Default = fallback,
            Reader = t => read(t[^1]),
        };

    private static Option<IReadOnlyList<string>> Many(
        string key,
        string? variable,
        string metavar,
        string help,
        string[] names,
        Func<IReadOnlyList<string>, Reading> read
    ) =>
        new()
        {
            Key = key,
            Names = names,
            Variable = variable,
            Arity = Arity.Many,
            Metavar = metavar,
            Help = help,
            Default = [],
            Reader = read,
            Writer = static v => v.ToList<object?>(),
        };

    private static Reading OneOf(string text, string[] words) =>
        Array.Find(words, w => string.Equals(w, text, StringComparison.OrdinalIgnoreCase)) is { } word
            ? new(word)
            : new(null, $"'{text}' is not one of {string.Join(", ", words.Select(w => $"'{w}'"))}.");
}
