using Headgate.Catalogue;

namespace Headgate.Platform.Adapters;

/// <summary>Kinds of settings that connections have.</summary>
internal static class Setting
{
    private const int LongestSecret = 65_536;

    public static Field<string?> Text(string name, int max = 4096) => In.Body.Text(name, Words(name), max);

    /// <summary>BigQuery's key is a setting of the connection, and must be there as others must; what it is stays hidden.</summary>
    public static Field<string?> Secret(string name) => In.Body.Text(name, Words(name), LongestSecret).Masked();

    public static Field<string?> Choice(string name, params IReadOnlyList<string> choices) => In.Body.Choice(name, Words(name), choices);

    public static Field<bool?> Flag(string name) => In.Body.Flag(name, Words(name));

    public static Field<IReadOnlyList<string>?> Texts(string name) => In.Body.Texts(name, Words(name));

    public static Field<long?> Whole(string name, long min = 0, long max = long.MaxValue) => In.Body.Long(name, Words(name), min, max);

    public static Field<long?> Port() => Whole("port", 1, 65_535);

    private static string Words(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');
}
