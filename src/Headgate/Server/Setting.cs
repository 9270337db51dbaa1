using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Headgate.Server;

/// <summary>
/// One setting, declared once: how it is read and checked, where its value goes, and what messages, <c>headgate settings</c> and the reference page say of it.
/// </summary>
internal sealed class Setting
{
    private readonly Reading _read;

    private Setting(string key, string says, string wanted, string fallback, Reading read) =>
        (Key, Says, Wanted, Default, _read) = (key, says, wanted, fallback, read);

    private delegate ServerSettings Reading(Setting setting, IConfiguration configuration, Action<string> fault, ServerSettings settings);

    /// <summary>Its place in the configuration: <c>listen:port</c>.</summary>
    public string Key { get; }

    /// <summary>Its name for people: <c>listen.port</c>.</summary>
    public string Name => NameOf(Key);

    /// <summary>The variable that sets it.</summary>
    public string Variable => "HEADGATE__" + Key.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant() + (IsList ? "__0" : "");

    /// <summary>What it does, in a sentence.</summary>
    public string Says { get; }

    /// <summary>What a value must be, after "must be".</summary>
    public string Wanted { get; }

    /// <summary>What holds where it is not set.</summary>
    public string Default { get; }

    /// <summary>Whether it may be a list.</summary>
    public bool IsList { get; private init; }

    /// <summary>Whether its value is shown to nobody.</summary>
    public bool IsSecret { get; private init; }

    /// <summary>A text of any form.</summary>
    public static Setting Text(string key, string says, string fallback, Func<ServerSettings, string, ServerSettings> set) =>
        Checked(key, says, "a text", fallback, _ => true, set);

    /// <summary>A text that is shown to nobody.</summary>
    public static Setting Secret(string key, string says, string fallback, Func<ServerSettings, string, ServerSettings> set) =>
        new(key, says, "a text", fallback, (s, c, _, settings) => s.TextIn(c) is { } text ? set(settings, text) : settings)
        {
            IsSecret = true,
        };

    /// <summary>A text that must hold.</summary>
    public static Setting Checked(
        string key,
        string says,
        string wanted,
        string fallback,
        Func<string, bool> holds,
        Func<ServerSettings, string, ServerSettings> set
    ) =>
        new(
            key,
            says,
            wanted,
            fallback,
            (s, c, fault, settings) =>
            {
                if (s.TextIn(c) is not { } text)
                {
                    return settings;
                }
                if (holds(text))
                {
                    return set(settings, text);
                }
                fault($"{s.Name} is \"{text}\"; it must be {s.Wanted}.");
                return settings;
            }
        );

    /// <summary>One of some words, in any case.</summary>
    public static Setting Choice(
        string key,
        string says,
        string fallback,
        IReadOnlyList<string> choices,
        Func<ServerSettings, string, ServerSettings> set
    ) =>
        Checked(
            key,
            says,
            "one of " + string.Join(", ", choices),
            fallback,
            v => choices.Contains(v, StringComparer.OrdinalIgnoreCase),
            set
        );

    /// <summary>True or false; false where it is not set.</summary>
    public static Setting Flag(string key, string says, Func<ServerSettings, bool, ServerSettings> set) =>
        Checked(key, says, "true or false", "false", v => bool.TryParse(v, out _), (s, v) => set(s, bool.Parse(v)));

    /// <summary>A whole number between two others.</summary>
    public static Setting Number(
        string key,
        string says,
        int fallback,
        int least,
        int most,
        Func<ServerSettings, int, ServerSettings> set
    ) =>
        Checked(
            key,
            says,
            string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
            fallback.ToString(CultureInfo.InvariantCulture),
            v => IsWhole(v, out var number) && number >= least && number <= most,
            (s, v) => set(s, IsWhole(v, out var number) ? number : fallback)
        );

    /// <summary>A list of texts, or one.</summary>
    public static Setting List(
        string key,
        string says,
        string wanted,
        Func<string, bool> holds,
        Func<ServerSettings, IReadOnlyList<string>, ServerSettings> set
    ) =>
        new(
            key,
            says,
            wanted,
            "none",
            (s, c, fault, settings) =>
            {
                var list = s.ListIn(c);
                foreach (var wrong in list.Where(one => !holds(one)))
                {
                    fault(
                        c[s.Key] == wrong
                            ? $"{s.Name} is \"{wrong}\"; it must be {s.Wanted}."
                            : $"{s.Name} has \"{wrong}\"; each entry must be {s.Wanted}."
                    );
                }
                return list.Count == 0 ? settings : set(settings, list);
            }
        )
        {
            IsList = true,
        };

    /// <summary>Puts its value into the settings; a fault leaves them as they are.</summary>
    public ServerSettings Apply(IConfiguration configuration, Action<string> fault, ServerSettings settings) =>
        _read(this, configuration, fault, settings);

    /// <summary>Its value as it was written; null where it is not set.</summary>
    public string? Written(IConfiguration configuration) =>
        !IsList ? TextIn(configuration)
        : ListIn(configuration) is { Count: > 0 } list ? string.Join(", ", list)
        : null;

    /// <summary>Whether a place in the configuration is this setting's.</summary>
    public bool Owns(string key) =>
        string.Equals(key, Key, StringComparison.OrdinalIgnoreCase)
        || (
            IsList
            && key.Length > Key.Length + 1
            && key[Key.Length] == ':'
            && key.StartsWith(Key, StringComparison.OrdinalIgnoreCase)
            && key.AsSpan(Key.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0
        );

    /// <summary>A place in the configuration as people write it.</summary>
    public static string NameOf(string key) => key.Replace(':', '.');

    private string? TextIn(IConfiguration configuration) => configuration[Key] is { Length: > 0 } text ? text : null;

    private List<string> ListIn(IConfiguration configuration)
    {
        var section = configuration.GetSection(Key);
        return [.. section.GetChildren().Select(c => c.Value).Prepend(section.Value).OfType<string>().Where(v => v.Length > 0)];
    }

    private static bool IsWhole(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
