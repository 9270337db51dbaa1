namespace Headgate.Server;

/// <summary>Finds the setting that someone meant who wrote a name that is none.</summary>
internal static class NearestSetting
{
    private const int MostSteps = 3;

    /// <summary>Its name, or null where nothing is near: the last word is a setting's, or a few letters are wrong.</summary>
    public static string? Of(string name)
    {
        var last = name.Split('.')[^1];
        return SettingsTable
            .All.Select(setting => (setting.Name, Steps: Steps(name, setting.Name)))
            .Where(near => near.Steps <= MostSteps || near.Name.Split('.').Contains(last, StringComparer.OrdinalIgnoreCase))
            .OrderBy(near => near.Steps)
            .Select(near => near.Name)
            .FirstOrDefault();
    }

    /// <summary>How many letters are put in, taken away or changed between two names (Levenshtein).</summary>
    private static int Steps(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var (above, diagonal) = (row[0], row[0]);
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                (diagonal, above) = (above, row[j]);
                var same = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]);
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (same ? 0 : 1));
            }
        }
        return row[to.Length];
    }
}
